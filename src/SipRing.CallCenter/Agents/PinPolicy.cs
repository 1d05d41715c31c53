using System.Security.Cryptography;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>4 to 8 digits, and not what everybody tries first.</summary>
public static class PinPolicy
{
    public const int MinimumLength = 4;
    public const int MaximumLength = 8;

    /// <summary>With 200 operators every fiftieth PIN of four digits belongs to somebody; of six one in five thousand.</summary>
    private const int MadeLength = 6;

    private static readonly string[] s_common = ["2580", "0852", "1379", "1397", "147258", "258369", "159753", "147852", "12344321", "4321", "1004", "0007", "007007"];

    /// <summary>A PIN by chance that the policy lets through.</summary>
    public static string Make()
    {
        while (true)
        {
            var pin = RandomNumberGenerator.GetString("0123456789", MadeLength);
            if (Check(pin) is null)
                return pin;
        }
    }

    public static bool IsWellFormed(string pin) => pin.Length is >= MinimumLength and <= MaximumLength && pin.All(char.IsAsciiDigit);

    public static Refusal? Check(string pin)
    {
        if (!IsWellFormed(pin))
            return new("pin-form", $"A PIN has {MinimumLength} to {MaximumLength} digits.", "pin", RefusalKind.Invalid, MinimumLength, MaximumLength);
        if (IsRepeated(pin))
            return new("pin-repeated", "This PIN repeats itself and is guessed at once; choose another one.", "pin");
        if (IsSequence(pin))
            return new("pin-sequence", "This PIN is a row of digits in order and is guessed at once; choose another one.", "pin");
        return s_common.Contains(pin, StringComparer.Ordinal)
            ? new("pin-common", "This PIN is among the first that people try; choose another one.", "pin")
            : null;
    }

    // 0000, 1212, 123123.
    private static bool IsRepeated(string pin) =>
        Enumerable.Range(1, pin.Length / 2).Any(length => Enumerable.Range(0, pin.Length).All(i => pin[i] == pin[i % length]));

    // 1234, 9876, 2468, 7890: the same step all the way, also over the zero.
    private static bool IsSequence(string pin)
    {
        var steps = pin.Zip(pin.Skip(1), (a, b) => (b - a + 10) % 10).Distinct().ToList();
        return steps.Count == 1 && steps[0] is 1 or 2 or 8 or 9;
    }
}
