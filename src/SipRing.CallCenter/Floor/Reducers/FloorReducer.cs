using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Takes one event into the model. An event that means nothing to the floor is passed over.</summary>
internal static class FloorReducer
{
    public static void Apply(FloorModel model, AmiMessage message, DateTimeOffset now)
    {
        var name = message.Event;
        var at = message.Moment(now);
        switch (name)
        {
            case "Newchannel":
                ChannelReducer.OnNewChannel(model, message, at);
                break;
            case "Newstate" or "NewConnectedLine" or "NewCallerid" or "DialBegin" or "DialState" or "DialEnd" or "AgentCalled" or "AgentRingNoAnswer":
                ChannelReducer.OnState(model, message, at);
                break;
            case "Hangup":
                ChannelReducer.OnHangup(model, message, at);
                break;
            case "Rename":
                ChannelReducer.OnRename(model, message, at);
                break;
            case "BridgeEnter":
                ChannelReducer.OnBridgeEnter(model, message, at);
                break;
            case "BridgeLeave":
                ChannelReducer.OnBridgeLeave(model, message, at);
                break;
            case "Hold" or "Unhold":
                ChannelReducer.OnHold(model, message, at);
                break;
            case "BlindTransfer":
                ChannelReducer.OnBlindTransfer(model, message);
                break;
            case "QueueCallerJoin":
                QueueReducer.OnJoin(model, message, at);
                break;
            case "QueueCallerLeave":
                QueueReducer.OnLeave(model, message, at);
                break;
            case "AgentConnect":
                QueueReducer.OnConnect(model, message, at);
                break;
            case "AgentComplete":
                MemberReducer.OnComplete(model, message, at);
                break;
            case "QueueMemberAdded" or "QueueMemberStatus" or "QueueMemberPause" or "QueueMemberPenalty" or "QueueMemberRinginuse":
                MemberReducer.OnMember(model, message, at);
                break;
            case "QueueMemberRemoved":
                MemberReducer.OnRemoved(model, message);
                break;
            case "DeviceStateChange":
                DeviceReducer.OnDeviceState(model, message, at);
                break;
            case "ExtensionStatus":
                DeviceReducer.OnExtensionStatus(model, message);
                break;
            default:
                break;
        }
    }
}
