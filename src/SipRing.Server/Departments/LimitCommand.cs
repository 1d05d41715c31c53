using System.CommandLine;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.Server.Access;

namespace SipRing.Server.Departments;

/// <summary><c>sipring user limit</c> and <c>sipring token limit</c>: whom somebody sees. It holds at once, beside the running server too.</summary>
internal static class LimitCommand
{
    public static Command Create(Option<string> home, ActorKind kind)
    {
        var name = new Argument<string>("name") { Description = kind == ActorKind.Token ? "The name of the token." : "The name the person signs in with." };
        var departments = new Option<string[]>("--department") { HelpName = "NAME", Description = "A department to be seen; may be repeated. Others are not seen then.", AllowMultipleArgumentsPerToken = true };
        var everybody = new Option<bool>("--everybody") { Description = "Lift the limit." };
        var command = new Command("limit", "Limit what is seen and done to departments; without options, print the limit.") { name, departments, everybody };
        command.Validators.Add(result =>
        {
            if (result.GetValue(everybody) && result.GetValue(departments) is { Length: > 0 })
                result.AddError("--everybody and --department exclude each other.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var services = await BesideServer.OpenAsync(parsed.GetValue(home)!, cancellationToken);
            var who = parsed.GetValue(name)!;
            var wanted = parsed.GetValue(departments) ?? [];
            if (wanted.Length == 0 && !parsed.GetValue(everybody))
                return await PrintAsync(services, kind, who, parsed.InvocationConfiguration.Output, cancellationToken);
            var map = await services.GetRequiredService<DepartmentBook>().ReadAsync(cancellationToken);
            var chosen = wanted.Select(text => (text, Department: map.Departments.FirstOrDefault(d => string.Equals(d.Name, text.Trim(), StringComparison.OrdinalIgnoreCase)))).ToList();
            if (chosen.Find(c => c.Department is null) is { text: { } unknown })
            {
                await Console.Error.WriteLineAsync($"sipring: there is no department {unknown}; there are: {string.Join(", ", map.Departments.Select(d => d.Name))}");
                return 1;
            }

            IReadOnlyList<int>? ids = parsed.GetValue(everybody) ? null : [.. chosen.Select(c => c.Department!.Id)];
            var result = await services.GetRequiredService<SetLimit>().HandleAsync(Actor.CommandLine, new(kind, who, ids), cancellationToken);
            if (!result.Succeeded)
                return BesideServer.Refused(result.Refusal);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Text(result.Value));
            return 0;
        });
        return command;
    }

    private static async Task<int> PrintAsync(IServiceProvider services, ActorKind kind, string name, TextWriter output, CancellationToken cancellationToken)
    {
        var limits = await services.GetRequiredService<ListLimits>().HandleAsync(Actor.CommandLine, cancellationToken);
        if (!limits.Succeeded)
            return BesideServer.Refused(limits.Refusal);
        if (limits.Value.FirstOrDefault(l => l.Kind == kind && string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } limit)
        {
            await Console.Error.WriteLineAsync($"sipring: there is no {(kind == ActorKind.Token ? "token" : "user")} {name} that could be limited.");
            return 1;
        }

        await output.WriteLineAsync(Text(limit));
        return 0;
    }

    private static string Text(Limit limit) => limit.Departments switch
    {
        null => "everybody",
        [] => "nobody",
        var some => string.Join('\t', some.Select(d => d.Name)),
    };
}
