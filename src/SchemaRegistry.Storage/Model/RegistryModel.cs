using Microsoft.EntityFrameworkCore;

namespace SchemaRegistry.Storage.Model;

/// <summary>The tables, for every database alike.</summary>
internal static class RegistryModel
{
    public static void Define(ModelBuilder model)
    {
        var content = model.Entity<ContentRow>();
        content.ToTable("contents").HasKey(row => row.Id);
        content.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        content.Property(row => row.Identity).HasColumnName("identity");
        content.Property(row => row.Type).HasColumnName("type");
        content.Property(row => row.Text).HasColumnName("text");
        content.Property(row => row.Extras).HasColumnName("extras");
        content.Property(row => row.EquivalenceKey).HasColumnName("equivalence_key");

        // All of a content but its text. A start reads a million of these from 80 MB, where the rows are as long as
        // their texts.
        content.HasIndex(row => new { row.Id, row.Identity, row.Type, row.Extras, row.EquivalenceKey })
            .HasDatabaseName("IX_contents_heads");

        var change = model.Entity<ChangeRow>();
        change.ToTable("changes").HasKey(row => row.Sequence);
        change.Property(row => row.Sequence).HasColumnName("seq").ValueGeneratedNever();
        change.Property(row => row.Kind).HasColumnName("kind");
        change.Property(row => row.Context).HasColumnName("context");
        change.Property(row => row.Subject).HasColumnName("subject");
        change.Property(row => row.Version).HasColumnName("version");
        change.Property(row => row.SchemaId).HasColumnName("schema_id");
        change.Property(row => row.ContentId).HasColumnName("content_id");
        change.Property(row => row.Body).HasColumnName("body");
        change.Property(row => row.Timestamp).HasColumnName("timestamp");
    }
}
