namespace SchemaRegistry.Kafka.Groups;

/// <summary>
/// Writes a group's offsets and takes them away again. What is read is what is on disk: a commit counts when its record
/// does. Used by the group's actor only.
/// </summary>
internal sealed class GroupCommits(Group group, GroupScope scope, Action<Action> post)
{
    /// <summary>Answers when the offsets are on disk.</summary>
    public void Commit(
        IReadOnlyCollection<KeyValuePair<TopicPartition, CommittedOffset>> offsets,
        TaskCompletionSource<CommitAnswer> answer)
    {
        // Whoever deletes a topic comes to each group afterwards, but not to one that is made later, nor twice.
        var gone = offsets.Select(commit => commit.Key.Topic).Where(topic => !scope.Records.HasTopic(topic))
            .ToHashSet(StringComparer.Ordinal);
        var kept = offsets.Where(commit => !gone.Contains(commit.Key.Topic)).ToList();
        if (kept.Count == 0)
        {
            answer.SetResult(new CommitAnswer(ErrorCode.None, gone));
            return;
        }

        Append(
            [.. kept.Select(commit => GroupRecord.Of(group, commit.Key, commit.Value))],
            [.. kept.Select(commit => commit.Key)],
            recordOffset =>
            {
                for (var index = 0; index < kept.Count; index++)
                {
                    var (partition, offset) = kept[index];
                    group.Offsets.Apply(partition, offset with { RecordOffset = recordOffset + index });
                }
            },
            error => answer.SetResult(new CommitAnswer(error, gone)));
    }

    /// <summary>Deletes all offsets and the group itself.</summary>
    public void DeleteAll(TaskCompletionSource<ErrorCode> answer)
    {
        var partitions = group.Offsets.Partitions.ToList();
        List<GroupRecord> records = [.. partitions.Select(partition => GroupRecord.Deleting(group, partition))];
        records.Add(GroupRecord.Deleting(group));
        Append(
            records,
            partitions,
            recordOffset =>
            {
                for (var index = 0; index < partitions.Count; index++)
                    group.Offsets.Remove(partitions[index], recordOffset + index);

                // Someone may have joined meanwhile, and what is stored of that group comes after the deletion.
                if (group.StoredAt < recordOffset + partitions.Count)
                    group.StoredAt = null;
            },
            answer.SetResult);
    }

    /// <summary>Deletes offsets, except those of topics that the group's members read.</summary>
    public void Delete(IReadOnlySet<TopicPartition> partitions, TaskCompletionSource<OffsetDeletion> answer)
    {
        var subscribed = group.SubscribedTopics();
        if (group.State != GroupState.Empty && subscribed is null)
        {
            // Nobody can tell what the members of another protocol use.
            answer.SetResult(OffsetDeletion.Of(ErrorCode.NonEmptyGroup));
            return;
        }

        var possible = group.Offsets.Partitions.Where(partitions.Contains)
            .Where(partition => subscribed?.Contains(partition.Topic) is not true);
        var done = new TaskCompletionSource<ErrorCode>();
        Remove([.. possible], done);
        done.Task.ContinueWith(
            removed => answer.SetResult(OffsetDeletion.Of(removed.Result, subscribed)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>A topic was deleted: its offsets say nothing about one that is created under its name.</summary>
    public void ForgetTopic(string topic, TaskCompletionSource<ErrorCode> answer) =>
        Remove([.. group.Offsets.Partitions.Where(partition => partition.Topic == topic)], answer);

    /// <summary>Deletes what the offsets topic still holds, and nobody is to see any more.</summary>
    public void Forget(IReadOnlyList<TopicPartition> partitions) =>
        Remove(partitions, new TaskCompletionSource<ErrorCode>());

    /// <summary>Forgets what <see cref="OffsetExpiry"/> says, and an empty group without offsets.</summary>
    public void Expire()
    {
        var now = scope.Time.GetUtcNow();
        var expired = OffsetExpiry.Find(group, now, scope.Options.OffsetsRetention);
        var ignored = new TaskCompletionSource<ErrorCode>();
        var isUsed = group.State != GroupState.Empty || !group.Offsets.IsSettled;
        if (!isUsed && group.IsStored && expired.Count == group.Offsets.Committed.Count)
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

        Append(
            [.. partitions.Select(partition => GroupRecord.Deleting(group, partition))],
            partitions,
            recordOffset =>
            {
                for (var index = 0; index < partitions.Count; index++)
                    group.Offsets.Remove(partitions[index], recordOffset + index);
            },
            answer.SetResult);
    }

    /// <param name="records">Written as one batch.</param>
    /// <param name="partitions">Those that the records are about.</param>
    /// <param name="apply">Runs in the group's turn once they are on disk, with the offset of the first.</param>
    /// <param name="answer">Runs in the group's turn, at the end, with what became of them.</param>
    private void Append(
        IReadOnlyList<GroupRecord> records,
        IReadOnlyCollection<TopicPartition> partitions,
        Action<long> apply,
        Action<ErrorCode> answer)
    {
        // Counted only once it has begun: what throws before would never be counted down.
        var append = scope.Records.Append(records);
        group.Offsets.Begin(partitions);
        append.Durable.ContinueWith(
            durable => post(() =>
            {
                if (durable.Result == ErrorCode.None)
                    apply(append.BaseOffset);
                group.Offsets.End(partitions);
                answer(durable.Result);
            }),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
