using System.CommandLine;
using SipRing.CallCenter.Access;
using SipRing.Server.Departments;

namespace SipRing.Server.Access;

/// <summary><c>sipring user</c>: people who sign in to the pages. A password given here must be changed at the next sign-in.</summary>
public static class UserCommand
{
    public static Command Create(Option<string> home) => new("user", "People who sign in to the pages.")
    {
        Add(home),
        Passwd(home),
        List(home),
        LimitCommand.Create(home, ActorKind.User),
    };

    internal static Option<Role> RoleOption(string description)
    {
        var option = new Option<Role>("--role")
        {
            HelpName = "administrator|supervisor|operator",
            Description = description,
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (Enum.GetValues<Role>().Any(role => Text(role) == text))
                    return Enum.Parse<Role>(text, ignoreCase: true);
                result.AddError($"--role is '{text}', which is none of administrator, supervisor, operator.");
                return default;
            },
        };
        option.CompletionSources.Add("administrator", "supervisor", "operator");
        return option;
    }

    internal static string Text(Role role) => role.ToString().ToLowerInvariant();

    private static Command Add(Option<string> home)
    {
        var name = NameArgument();
        var role = RoleOption("What the person may do.");
        var input = PasswordInput();
        var command = new Command("add", "Add a person and print the one-time password.") { name, role, input };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenOrMakeAsync(parsed.GetValue(home)!, cancellationToken);
            var given = await ReadPasswordAsync(parsed.GetValue(input), cancellationToken);
            var result = await services.GetRequiredService<AddUser>()
                .HandleAsync(Actor.CommandLine, new(parsed.GetValue(name)!, parsed.GetValue(role), given), cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            if (given is null)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(result.Value.Password);
            return 0;
        });
        return command;
    }

    private static Command Passwd(Option<string> home)
    {
        var name = NameArgument();
        var input = PasswordInput();
        var command = new Command("passwd", "Give a person a new one-time password and print it. Open sessions end, a lock-out is lifted.") { name, input };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenAsync(parsed.GetValue(home)!, cancellationToken);
            var given = await ReadPasswordAsync(parsed.GetValue(input), cancellationToken);
            var result = await services.GetRequiredService<SetPassword>().HandleAsync(Actor.CommandLine, parsed.GetValue(name)!, given, cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            if (given is null)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(result.Value);
            return 0;
        });
        return command;
    }

    private static Command List(Option<string> home)
    {
        var command = new Command("list", "Name, role and state of every person, separated by tabs.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenAsync(parsed.GetValue(home)!, cancellationToken);
            var result = await services.GetRequiredService<ListUsers>().HandleAsync(Actor.CommandLine, cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            foreach (var user in result.Value)
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{user.Name}\t{Text(user.Role)}\t{(user.MustChange ? "one-time password" : "active")}");
            return 0;
        });
        return command;
    }

    private static Argument<string> NameArgument() => new("name") { Description = "The name the person signs in with." };

    // Never as an argument: those are in the process list and in the shell's history.
    private static Option<bool> PasswordInput() =>
        new("--password-stdin") { Description = "Read the password from standard input instead of making one." };

    private static async Task<string?> ReadPasswordAsync(bool fromInput, CancellationToken cancellationToken) =>
        fromInput ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : null;
}
