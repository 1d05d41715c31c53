using System.Runtime.CompilerServices;

namespace SipRing.Tests.NoServer.Resources;

/// <summary>The sources of the server, for tests that read them.</summary>
internal static class Sources
{
    public static string Server { get; } = Path.Combine(Root(), "src", "SipRing.Server");

    /// <summary>The C# files of every project of the product.</summary>
    public static IEnumerable<string> Code() =>
        Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal));

    public static IEnumerable<string> Files(params string[] extensions) =>
        Directory.EnumerateFiles(Server, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !file.Contains("/obj/", StringComparison.Ordinal));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
