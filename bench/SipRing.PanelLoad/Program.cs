using SipRing.PanelLoad;

// One program, two processes: what is measured (pages and floor) runs apart from what loads it (Asterisk's events, Chromium).
return args is ["serve", var http, var ami, var folder]
    ? await MeasuredServer.RunAsync(int.Parse(http), int.Parse(ami), folder)
    : await LoadRun.RunAsync(LoadOptions.Parse(args));
