namespace SipRing.Asterisk.Ami;

/// <summary>An action on its way: who waits for it, and what has come of its list so far.</summary>
internal sealed class AmiPending(string id, AmiAction action, bool isList)
{
    private readonly TaskCompletionSource<AmiListResponse> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AmiMessage> _events = [];
    private AmiMessage? _response;

    public string Id => id;

    public AmiAction Action => action;

    public Task<AmiListResponse> Answer => _answer.Task;

    /// <summary>Set before the first byte is written: from then on a lost answer means that the outcome is unknown.</summary>
    public bool Sent { get; private set; }

    /// <summary>A list nobody waits for any more: what still comes of it is swallowed, so that it is not taken for events.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>A list that has begun goes on sending even when nobody waits for it.</summary>
    public bool IsList => isList;

    /// <summary>Takes the response; true where nothing more is to come.</summary>
    public bool OnResponse(AmiMessage message)
    {
        _response = message;
        if (isList && message.Succeeded)
            return false;
        _answer.TrySetResult(new AmiListResponse(message, []));
        return true;
    }

    /// <summary>Takes an event of the list; true where it completes the list.</summary>
    /// <exception cref="AmiProtocolException">The list has more events than the limit.</exception>
    public bool OnEvent(AmiMessage message, int limit)
    {
        if (IsCompletion(message))
        {
            _answer.TrySetResult(new AmiListResponse(_response ?? message, _events));
            return true;
        }

        if (Abandoned)
            return false;
        if (_events.Count == limit)
            throw new AmiProtocolException($"The list of {action.Name} has more than {limit} events.");
        _events.Add(message);
        return false;
    }

    public void MarkSent() => Sent = true;

    public void Fail(Exception exception) => _answer.TrySetException(exception);

    public void Abandon()
    {
        Abandoned = true;
        _events.Clear();
        _answer.TrySetCanceled();
    }

    // Asterisk before 12 has no EventList header; its lists end with an event whose name ends with Complete.
    private bool IsCompletion(AmiMessage message)
    {
        if (message["EventList"] is { } mark)
        {
            return mark.Equals("Complete", StringComparison.OrdinalIgnoreCase)
                || mark.Equals("Cancelled", StringComparison.OrdinalIgnoreCase);
        }

        return _response?["EventList"] is null && message.Event!.EndsWith("Complete", StringComparison.OrdinalIgnoreCase);
    }
}
