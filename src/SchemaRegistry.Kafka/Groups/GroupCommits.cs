namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Writes a group's offsets and takes them away again. What is read is what is on disk: a commit counts when its record
/// does. Used by the group's actor only.
/// </summary>
internal sealed class GroupCommits(Group group, GroupScope scope, Action<Action> post)
{
    /// <summary>Answers when the offsets are on disk.</summary>
    public void Commit(
        IReadOnlyList<KeyValuePair<TopicPartition, CommittedOffset>> offsets, TaskCompletionSource<ErrorCode> answer)
    {
        if (offsets.Count == 0)
        {
            answer.SetResult(ErrorCode.None);
            return;
        }

        Append([.. offsets.Select(commit => GroupRecord.Of(group, commit.Key, commit.Value))], answer, recordOffset =>
        {
            for (var index = 0; index < offsets.Count; index++)
            {
                var (partition, offset) = offsets[index];
                group.Offsets.Apply(partition, offset with { RecordOffset = recordOffset + index });
            }
        });
    }

    /// <summary>Deletes all offsets and the group itself.</summary>
    public void DeleteAll(TaskCompletionSource<ErrorCode> answer)
    {
        var partitions = group.Offsets.Committed.Keys.ToList();
        List<GroupRecord> records = [.. partitions.Select(partition => GroupRecord.Deleting(group, partition))];
        records.Add(GroupRecord.Deleting(group));
        Append(records, answer, recordOffset =>
        {
            foreach (var partition in partitions)
                group.Offsets.Remove(partition, recordOffset);

            // Someone may have joined meanwhile; what is stored of that group comes after the deletion.
            group.IsStored &= group.State != GroupState.Empty;
        });
    }

    /// <summary>Deletes offsets, except those of topics that the group's members read.</summary>
    public void Delete(IReadOnlyCollection<TopicPartition> partitions, TaskCompletionSource<OffsetDeletion> answer)
    {
        var subscribed = group.SubscribedTopics();
        if (group.State != GroupState.Empty && subscribed is null)
        {
            // Nobody can tell what the members of another protocol use.
            answer.SetResult(OffsetDeletion.Of(ErrorCode.NonEmptyGroup));
            return;
        }

        var possible = partitions.Where(partition => subscribed?.Contains(partition.Topic) is not true);
        var done = new TaskCompletionSource<ErrorCode>();
        Remove([.. possible.Where(partition => group.Offsets.Find(partition) is not null)], done);
        done.Task.ContinueWith(
            removed => answer.SetResult(OffsetDeletion.Of(removed.Result, subscribed)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>A topic was deleted: its offsets say nothing about one that is created under its name.</summary>
    public void ForgetTopic(string topic, TaskCompletionSource<ErrorCode> answer) =>
        Remove([.. group.Offsets.Committed.Keys.Where(partition => partition.Topic == topic)], answer);

    /// <summary>Forgets what <see cref="OffsetExpiry"/> says, and an empty group without offsets.</summary>
    public void Expire()
    {
        var now = scope.Time.GetUtcNow();
        var expired = OffsetExpiry.Find(group, now, scope.Options.OffsetsRetention);
        var ignored = new TaskCompletionSource<ErrorCode>();
        if (group.State == GroupState.Empty && group.IsStored && expired.Count == group.Offsets.Committed.Count)
            DeleteAll(ignored);
        else
            Remove(expired, ignored);
    }

    private void Remove(IReadOnlyList<TopicPartition> partitions, TaskCompletionSource<ErrorCode> answer)
    {
        if (partitions.Count == 0)
        {
            answer.SetResult(ErrorCode.None);
            return;
        }

        Append([.. partitions.Select(partition => GroupRecord.Deleting(group, partition))], answer, recordOffset =>
        {
            for (var index = 0; index < partitions.Count; index++)
                group.Offsets.Remove(partitions[index], recordOffset + index);
        });
    }

    /// <param name="records">Written as one batch.</param>
    /// <param name="answer">Gets what became of them.</param>
    /// <param name="apply">Runs in the group's turn once they are on disk, with the offset of the first.</param>
    private void Append(
        IReadOnlyList<GroupRecord> records, TaskCompletionSource<ErrorCode> answer, Action<long> apply)
    {
        group.Offsets.Begin();
        var append = scope.Records.Append(records);
        append.Durable.ContinueWith(
            durable => post(() =>
            {
                if (durable.Result == ErrorCode.None)
                    apply(append.BaseOffset);
                group.Offsets.End();
                answer.SetResult(durable.Result);
            }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
