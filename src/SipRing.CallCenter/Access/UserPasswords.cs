using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SipRing.CallCenter.Access;

/// <summary>Hashes passwords by the hasher of ASP.NET Core Identity (PBKDF2 with HMAC-SHA512, a salt each).</summary>
public sealed class UserPasswords
{
    private const int Iterations = 210_000;

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly string _nobody;

    public UserPasswords() => _nobody = _hasher.HashPassword("", RandomNumberGenerator.GetHexString(32));

    public string Hash(string password) => _hasher.HashPassword("", password);

    /// <summary>A null hash takes as long and is never right, so that the time does not tell which names exist.</summary>
    public bool Verify(string? hash, string password) =>
        _hasher.VerifyHashedPassword("", hash ?? _nobody, password) != PasswordVerificationResult.Failed && hash is not null;

    public static string NewStamp() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
