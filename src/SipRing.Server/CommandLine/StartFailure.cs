using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.CommandLine;

/// <summary>Turns what stops a start into one sentence that says what to do.</summary>
public static class StartFailure
{
    private const int NoSpaceLeft = unchecked((int)0x8007001C);
    private const int LinuxNoSpace = 28;
    private const int LinuxReadOnly = 30;
    private const int SqliteFull = 13;
    private const int SqliteReadOnly = 8;
    private const int SqliteCannotOpen = 14;

    /// <summary>The sentence, or null where the exception is a fault of SipRing whose stack trace is wanted.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        SettingsException or PbxStartException or SecretException => exception.Message,
        UnauthorizedAccessException => $"{exception.Message} Give the user who runs SipRing the right to write there, or choose another folder with --home.",
        IOException e when IsDiskFull(e) => $"The disk is full: {exception.Message}. Free some space and start again.",
        IOException { HResult: LinuxReadOnly } => $"{exception.Message}. Mount it for writing, or choose another folder with --home.",
        IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{exception.Message} Stop the program that uses it, or choose another address with --http ADDR:PORT.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "A port is taken; stop the program that uses it, or choose another one.",
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk is full: the database cannot grow. Free some space and start again.",
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => $"The database cannot be written: {exception.Message} Check the rights of the home folder.",
        MySqlException => $"MariaDB refused: {exception.Message}. Check the connection string of --mariadb and that the server runs.",
        _ => null,
    };

    public static bool IsDiskFull(IOException exception) => exception.HResult is NoSpaceLeft or LinuxNoSpace;
}
