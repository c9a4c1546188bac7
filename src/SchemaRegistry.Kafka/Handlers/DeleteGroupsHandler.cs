using SchemaRegistry.Kafka.Groups;
using SchemaRegistry.Kafka.Wire.Messages;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Deletes groups without members, with their offsets; it is on disk when it is answered.</summary>
internal sealed class DeleteGroupsHandler(GroupCoordinator groups)
    : ApiHandler<DeleteGroupsRequest, DeleteGroupsResponse>
{
    protected override async ValueTask<PendingResponse?> ExecuteAsync(
        DeleteGroupsRequest message, RequestContext request, CancellationToken cancellationToken)
    {
        var results = new DeletableGroupResult[message.GroupsNames.Length];
        for (var index = 0; index < results.Length; index++)
        {
            var groupId = message.GroupsNames[index];
            var error = groups.Availability;
            if (error == ErrorCode.None)
            {
                error = await groups.Ask<ErrorCode>(groupId, (group, answer) => group.Delete(answer))
                    .OrAsync(ErrorCode.GroupIdNotFound, request);
            }

            results[index] = new DeletableGroupResult { GroupId = groupId, ErrorCode = (short)error };
        }

        return Ready(request, new DeleteGroupsResponse { Results = results });
    }
}
