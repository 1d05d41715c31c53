using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Hands out an uploaded sound to listen to, as Asterisk plays it.</summary>
public sealed class OpenSound(PbxDirectory directory, SoundFiles files)
{
    public sealed record Opened(Announcement Sound, string Path);

    public async Task<Result<Opened>> HandleAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if ((await directory.CurrentAsync(cancellationToken)).Announcements[id] is not { } sound)
            return RemovePbxItem.Unknown(PbxKind.Announcement, id);
        var path = files.PathOf(sound);
        return File.Exists(path)
            ? new Opened(sound, path)
            : new Refusal("sound-gone", $"The file of {sound.Name} is no longer there; upload it again.", null, RefusalKind.NotFound, sound.Name);
    }
}
