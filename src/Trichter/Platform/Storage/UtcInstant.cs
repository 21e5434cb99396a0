using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Trichter.Platform.Storage;

/// <summary>SQLite hands back instants without a kind; we only ever store UTC.</summary>
internal sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
    instant => instant,
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
