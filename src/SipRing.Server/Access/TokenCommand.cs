using System.CommandLine;
using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.Server.Departments;

namespace SipRing.Server.Access;

/// <summary><c>sipring token</c>: bearer tokens of programs that call the API.</summary>
public static class TokenCommand
{
    public static Command Create(Option<string> home) => new("token", "Bearer tokens for programs that call the API.")
    {
        CreateOne(home),
        ListAll(home),
        Revoke(home),
        LimitCommand.Create(home, ActorKind.Token),
    };

    private static Command CreateOne(Option<string> home)
    {
        var name = Name("What the token is for; the audit shows it.");
        var role = UserCommand.RoleOption("What the token may do.");
        var command = new Command("create", "Make a token and print it, alone, on standard output. It is shown this once.") { name, role };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenOrMakeAsync(parsed.GetValue(home)!, cancellationToken);
            var result = await services.GetRequiredService<CreateToken>()
                .HandleAsync(Actor.CommandLine, parsed.GetValue(name)!, parsed.GetValue(role), cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(result.Value.Token);
            if (result.Value.Name != parsed.GetValue(name)!.Trim())
                await Console.Error.WriteLineAsync($"sipring: there is a token of that name already; this one is named {result.Value.Name}");
            return 0;
        });
        return command;
    }

    private static Command ListAll(Option<string> home)
    {
        var command = new Command("list", "Name, role, creation and last use of every token, separated by tabs.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenAsync(parsed.GetValue(home)!, cancellationToken);
            var result = await services.GetRequiredService<ListTokens>().HandleAsync(Actor.CommandLine, cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            foreach (var token in result.Value)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{token.Name}\t{UserCommand.Text(token.Role)}\t{Moment(token.CreatedAt)}\t{(token.UsedAt is { } used ? Moment(used) : "never")}");
            return 0;
        });
        return command;
    }

    private static Command Revoke(Option<string> home)
    {
        var name = Name("The token to revoke.");
        var command = new Command("revoke", "Make a token worthless at once.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenAsync(parsed.GetValue(home)!, cancellationToken);
            var result = await services.GetRequiredService<RevokeToken>().HandleAsync(Actor.CommandLine, parsed.GetValue(name)!, cancellationToken);
            return result.Succeeded ? 0 : BesideServer.Refused(result.Refusal);
        });
        return command;
    }

    private static Option<string> Name(string description) => new("--name") { HelpName = "NAME", Description = description, Required = true };

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
}
