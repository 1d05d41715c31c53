using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx.Sounds;

/// <summary>Uploaded sounds, and the music for those who wait that is made of them.</summary>
internal static class SoundEndpoints
{
    private const string Wav = "audio/wav";

    public static void MapSounds(this IEndpointRouteBuilder api)
    {
        var sounds = api.MapGroup("/sounds").WithTags("Sounds").RequireAuthorization(nameof(Permission.ManagePbx));
        sounds.MapPbxItems(PbxKind.Announcement, configuration => configuration.Announcements, SoundItem.Of);
        sounds.MapPut("/{id}", UploadAsync)
            .WithSummary("Upload a sound, or another file for one that is there")
            .WithDescription($"The body is the file itself, wav or mp3, at most {SoundLimits.Megabytes} MB and {SoundLimits.LongestMinutes} minutes: `curl -T greeting.wav`. Asterisk plays it when this answers.")
            .WithQuery(("name", "What it is called; left out it stays, and a new sound is called as its file is."), ("original", "What the file is called; shown only."))
            .Accepts<Stream>("*/*").WithMetadata(new DisableRequestSizeLimitAttribute())
            .Produces<SoundItem>().Produces<SoundItem>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        sounds.MapPut("/{id}/name", RenameAsync)
            .WithSummary("Call a sound something else").Produces<SoundItem>()
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        sounds.MapMethods("/{id}/file", [HttpMethods.Get, HttpMethods.Head], ListenAsync)
            .WithSummary("The sound as Asterisk plays it").WithDescription("Takes range requests, so a player can seek.")
            .WithQuery(("v", "Any value: another address for another file."))
            .Produces<byte[]>(StatusCodes.Status200OK, Wav).Produces<byte[]>(StatusCodes.Status206PartialContent, Wav)
            .MayRefuse(StatusCodes.Status404NotFound)
            .Produces(StatusCodes.Status416RangeNotSatisfiable);
        var music = api.MapGroup("/music-classes").WithTags("Sounds").RequireAuthorization(nameof(Permission.ManagePbx));
        music.MapPbxItems(PbxKind.MusicClass, configuration => configuration.MusicClasses);
        music.MapPut("/{id}", SaveMusicAsync)
            .WithSummary("Add music for those who wait, or replace it").WithDescription($"The class `{MusicClass.DefaultId}` is heard where no other is chosen; without it, SipRing's own music is.")
            .Produces<MusicClass>().Produces<MusicClass>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> UploadAsync(string id, Caller caller, HttpContext context, Moments moments, SaveSound save, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, moments);
        var (name, original) = (query.Text("name"), query.Text("original"));
        if (!query.Ok(out var problem))
            return problem;
        var result = context.Request.ContentLength > SoundLimits.Bytes
            ? SoundFiles.TooLarge()
            : await save.HandleAsync(caller.Actor, id, name, context.Request.Body, original ?? id, cancellationToken);
        return result.Refusal is { Id: SoundFiles.Large } large
            ? Problems.Plain(StatusCodes.Status413PayloadTooLarge, large.Id, large.Message)
            : result.ToSavedAnswer($"/api/v1/sounds/{id}", SoundItem.Of);
    }

    private static async Task<IResult> RenameAsync(string id, Caller caller, Body<SoundName> body, ReadPbx read, SaveSound save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var sound, out var problem))
            return problem;
        var known = await read.HandleAsync(caller.Actor, cancellationToken);
        if (known.Value?.Announcements.Contains(id) == false)
            return Problems.From(RemovePbxItem.Unknown(PbxKind.Announcement, id));
        return (await save.HandleAsync(caller.Actor, id, sound.Name, null, "", cancellationToken)).ToAnswer(saved => TypedResults.Ok(SoundItem.Of(saved.Item)));
    }

    private static async Task<IResult> ListenAsync(string id, Caller caller, HttpContext context, OpenSound open, CancellationToken cancellationToken)
    {
        var result = await open.HandleAsync(caller.Actor, id, cancellationToken);
        if (!result.Succeeded)
            return Problems.From(result.Refusal);
        context.Response.Headers.CacheControl = "private, no-cache";
        var (sound, path) = (result.Value.Sound, result.Value.Path);
        return TypedResults.PhysicalFile(path, Wav, null, File.GetLastWriteTimeUtc(path), new EntityTagHeaderValue($"\"{sound.File}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> SaveMusicAsync(string id, Caller caller, Body<MusicBody> body, SaveMusicClass save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var music, out var problem))
            return problem;
        return Problems.OtherNumber(music.Id, id, "id") ?? (await save.HandleAsync(caller.Actor, music.ToMusic(id), cancellationToken)).ToSavedAnswer($"/api/v1/music-classes/{id}");
    }
}

/// <summary>A sound as it is read.</summary>
/// <param name="Original">What the uploaded file was called.</param>
/// <param name="Seconds">How long it plays.</param>
public sealed record SoundItem(string Id, string Name, string Original, double Seconds)
{
    internal static SoundItem Of(Announcement sound) => new(sound.Id, sound.Name, sound.Original, Math.Round(sound.Length.TotalSeconds, 1));
}

public sealed record SoundName(string Name);

/// <param name="Sounds">Ids of sounds, in the order they are played.</param>
/// <param name="Shuffled">Each caller hears them in an order of its own.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record MusicBody(string Name, IReadOnlyList<string> Sounds, bool? Shuffled = null, string? Id = null)
{
    internal MusicClass ToMusic(string id) => new() { Id = id, Name = Name, Sounds = [.. Sounds], Shuffled = Shuffled ?? false };
}
