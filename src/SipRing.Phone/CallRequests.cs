using System.Net;
using SipRing.Phone.Media;
using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>Requests that come within a call.</summary>
internal sealed class CallRequests
{
    public void Handle(PhoneCall call, SipRequest request, IPEndPoint from)
    {
        switch (request.Method)
        {
            case "INVITE" when call.IsTalking:
            case "UPDATE":
                Renegotiate(call, request, from);
                break;
            case "INVITE":
                Respond(491, "Request Pending");
                break;
            case "ACK" when call.IsIncoming:
                call.Incoming().Acknowledged(request);
                break;
            case "ACK":
                break;
            case "CANCEL" when call.IsIncoming:
                Respond(200, "OK");
                call.Incoming().Cancelled();
                break;
            case "BYE":
                Respond(200, "OK");
                call.Finish(CallSide.Remote, 200);
                break;
            case "NOTIFY":
                Respond(200, "OK");
                call.NoteTransfer(request.Body.Trim());
                break;
            case "INFO" or "OPTIONS":
                Respond(200, "OK");
                break;
            default:
                Respond(405, "Method Not Allowed");
                break;
        }

        void Respond(int status, string reason) => call.Phone.Endpoint.Respond(request, from, status, reason, call.Dialog.LocalTag);
    }

    /// <summary>Hold, another address for the sound, another name of the other side: Asterisk changes these in a standing call.</summary>
    private static void Renegotiate(PhoneCall call, SipRequest request, IPEndPoint from)
    {
        call.Dialog.Retarget(request);
        string? sdp = null;
        if (SessionDescription.Parse(request.Body) is { } remote)
        {
            call.TakeRemote(request.Body);
            sdp = call.Sdp(SessionDescription.Mirror(remote.Direction));
        }
        else if (request.Method == "INVITE")
        {
            sdp = call.Sdp();
        }

        call.Phone.Endpoint.Respond(request, from, 200, "OK", call.Dialog.LocalTag, sdp);
    }
}
