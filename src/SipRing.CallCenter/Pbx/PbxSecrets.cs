using System.Security.Cryptography;
using System.Text.Json;

namespace SipRing.CallCenter.Pbx;

/// <summary>The secrets of the two manager logins: made once, kept in a file that only the owner reads.</summary>
public sealed record PbxSecrets(string Daily, string Configuration)
{
    public static PbxSecrets LoadOrCreate(PbxFolders folders)
    {
        if (File.Exists(folders.Secrets))
        {
            try
            {
                if (JsonSerializer.Deserialize<PbxSecrets>(File.ReadAllText(folders.Secrets)) is { Daily.Length: >= 32, Configuration.Length: >= 32 } kept)
                    return kept;
            }
            catch (JsonException)
            {
                // A torn file: new secrets do no harm, the configuration of Asterisk is written from them.
            }
        }

        var secrets = new PbxSecrets(Make(), Make());
        Directory.CreateDirectory(Path.GetDirectoryName(folders.Secrets)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        PbxFile.Write(folders.Secrets, JsonSerializer.Serialize(secrets) + "\n");
        return secrets;
    }

    private static string Make() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
