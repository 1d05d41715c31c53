using System.Diagnostics.CodeAnalysis;

namespace SipRing.CallCenter.Common;

/// <summary>
/// An expected refusal: a stable id (also the key of its Russian text), an English sentence for a person, and what it is about.
/// </summary>
/// <param name="Id">kebab-case and stable: API clients and the resource files key on it.</param>
/// <param name="Message">What happened, to what, and what would be right.</param>
/// <param name="Field">The camelCase name of the field that was wrong, if one was.</param>
/// <param name="Kind">How the API answers.</param>
/// <param name="Arguments">What the sentence names, in order, for its translation.</param>
public sealed record Refusal(string Id, string Message, string? Field = null, RefusalKind Kind = RefusalKind.Invalid, params object[] Arguments)
{
    public string Message { get; init; } = ShownValue.Of(Message);

    public object[] Arguments { get; init; } = Array.ConvertAll(Arguments, argument => argument is string text ? ShownValue.Of(text) : argument);
}

public enum RefusalKind
{
    /// <summary>The request itself is wrong (400).</summary>
    Invalid,

    /// <summary>The person may not do this (403).</summary>
    Forbidden,

    /// <summary>What it names does not exist (404).</summary>
    NotFound,

    /// <summary>It contradicts what is there now (409).</summary>
    Conflict,

    /// <summary>Too many attempts (429).</summary>
    LockedOut,

    /// <summary>Asterisk, the database or another part cannot be reached now (503).</summary>
    Unavailable,

    /// <summary>It was sent and its answer was lost: it may or may not have happened (504). Never repeated silently.</summary>
    OutcomeUnknown,
}

/// <summary>Success with a value, or a refusal. Faults are exceptions.</summary>
public readonly struct Result<T>
{
    private Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    internal static Result<T> Of(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

public static class Result
{
    /// <summary>Success, where the compiler finds no conversion: the value's type is an interface.</summary>
    public static Result<T> Of<T>(T value) => Result<T>.Of(value);
}

/// <summary>The value of a use case that returns nothing.</summary>
public readonly record struct Done;
