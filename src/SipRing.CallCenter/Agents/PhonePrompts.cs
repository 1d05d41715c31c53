namespace SipRing.CallCenter.Agents;

/// <summary>What an operator hears after dialling the login code. An existing PBX has only the words that come with every Asterisk.</summary>
internal sealed record PhonePrompts(
    string EnterPin, string PinWrong, string Locked, string LoggedIn, string LoggedOut, string NoSuchQueue, string TryLater, string PhoneInUse, string AgentElsewhere)
{
    public static PhonePrompts Own { get; } = new(
        "sipring-enter-pin", "sipring-pin-wrong", "sipring-locked", "sipring-logged-in", "sipring-logged-out",
        "sipring-no-such-queue", "sipring-try-later", "sipring-phone-in-use", "sipring-agent-elsewhere");

    public static PhonePrompts OfAsterisk { get; } = new(
        "agent-pass", "agent-incorrect", "sorry-youre-having-problems", "agent-loginok", "agent-loggedoff",
        "pbx-invalid", "vm-sorry", "agent-alreadyon", "agent-alreadyon");
}
