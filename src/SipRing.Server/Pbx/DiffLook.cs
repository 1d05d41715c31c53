using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.Server.Pbx;

/// <summary>Class and sign of a line of a diff.</summary>
internal static class DiffLook
{
    public static string? Class(DiffLineKind kind) => kind switch
    {
        DiffLineKind.Same => null,
        DiffLineKind.Added => "plus",
        DiffLineKind.Removed => "minus",
    };

    public static string Sign(DiffLineKind kind) => kind switch
    {
        DiffLineKind.Same => " ",
        DiffLineKind.Added => "+",
        DiffLineKind.Removed => "-",
    };
}
