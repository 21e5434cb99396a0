using Trichter.Exchange.Columns;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Import;

/// <summary>Reads a mapping file that came with a form.</summary>
internal static class MappingUpload
{
    private const int Largest = 1024 * 1024;

    /// <returns>Null when no file was chosen.</returns>
    public static async Task<MappingResult?> ReadAsync(IFormFile? file)
    {
        if (file is null || file.Length == 0) return null;
        if (file.Length > Largest) return new MappingResult.Faulty(new Told("The file is larger than {0} MB.", 1));

        using var reader = new StreamReader(file.OpenReadStream());
        return MappingFile.Read(await reader.ReadToEndAsync());
    }
}
