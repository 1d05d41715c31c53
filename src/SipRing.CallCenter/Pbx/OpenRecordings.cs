namespace SipRing.CallCenter.Pbx;

/// <summary>Recordings whose Asterisk died while it wrote them: they get a true header and join the finished ones.</summary>
public static class OpenRecordings
{
    /// <summary>Call only while Asterisk is not running.</summary>
    public static void Finish(PbxFolders folders)
    {
        if (!Directory.Exists(folders.OpenRecordings))
            return;
        foreach (var part in Directory.EnumerateFiles(folders.OpenRecordings, "*.wav", SearchOption.AllDirectories).ToList())
        {
            if (new FileInfo(part).Length <= WavFile.HeaderLength)
            {
                File.Delete(part);
                continue;
            }

            WavFile.Mend(part);
            var finished = Path.Combine(folders.Recordings, Path.GetRelativePath(folders.OpenRecordings, part));
            Directory.CreateDirectory(Path.GetDirectoryName(finished)!);
            File.Move(part, finished, overwrite: true);
        }
    }
}
