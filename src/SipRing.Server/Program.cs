using SipRing.Server.CommandLine;

return await SipRingCommand.RunAsync(args);
