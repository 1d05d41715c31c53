using System.Reflection;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Asks SipRing for something during the play (PIN, pause, login): not played while SipRing is killed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsServerAttribute : Attribute;

public sealed record ScenarioScript(string Name, bool NeedsServer, Func<Stage, Task> Play);

/// <summary>Every script: the public static methods of the classes in Scripts.</summary>
public static class ScenarioScripts
{
    public static IReadOnlyList<ScenarioScript> All { get; } =
    [
        .. typeof(ScenarioScripts).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ScenarioScripts).Namespace + ".Scripts" && type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => new ScenarioScript(
                $"{method.DeclaringType!.Name}.{method.Name}",
                method.GetCustomAttribute<NeedsServerAttribute>() is not null,
                method.CreateDelegate<Func<Stage, Task>>())),
    ];
}
