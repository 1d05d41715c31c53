namespace SipRing.Server.Shared;

/// <summary>
/// What is announced from elsewhere is announced in the language of whoever announces: a keeper's, or that of another person's page. A page
/// keeps its own context and does its work there.
/// </summary>
public sealed class OwnContext
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public void Run(Action work)
    {
        if (_context is { } context)
            ExecutionContext.Run(context, static state => ((Action)state!)(), work);
        else
            work();
    }
}
