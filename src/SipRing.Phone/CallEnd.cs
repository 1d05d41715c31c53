namespace SipRing.Phone;

public enum CallSide
{
    /// <summary>This phone.</summary>
    Local,

    /// <summary>Asterisk, or whoever talks through it.</summary>
    Remote,
}

/// <summary>How a call ended.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="WasAnswered">False: it only rang.</param>
/// <param name="Status">200 after a conversation, else the SIP status of the refusal: 486 busy, 487 given up, 408 no answer.</param>
public readonly record struct CallEnd(CallSide By, bool WasAnswered, int Status);
