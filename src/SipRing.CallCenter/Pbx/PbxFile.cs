namespace SipRing.CallCenter.Pbx;

/// <summary>Writes files of the own Asterisk: whole or not at all, readable by the owner only, untouched where nothing changed.</summary>
public static class PbxFile
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode Program = Private | UnixFileMode.UserExecute;

    /// <returns>False where the file already had this content.</returns>
    public static bool Write(string path, string content, UnixFileMode mode = Private) =>
        Write(path, System.Text.Encoding.UTF8.GetBytes(content), mode);

    /// <inheritdoc cref="Write(string, string, UnixFileMode)"/>
    public static bool Write(string path, byte[] content, UnixFileMode mode = Private)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return false;
        var draft = path + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        return true;
    }
}
