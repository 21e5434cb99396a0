namespace Trichter.Platform.Workspaces;

/// <summary>
/// The workspace in which a request, a job or a command works. A request is told by its host name, a job and a command say it. Where
/// nobody has said it and there are several, nothing is read at all: better an error than the data of another company.
/// </summary>
public sealed class Here(Places places, IHttpContextAccessor http)
{
    private Place? said;

    /// <exception cref="InvalidOperationException">There are several workspaces, and nobody has said which.</exception>
    public Place Place => said ?? http.HttpContext?.Features.Get<Place>() ?? places.Only
        ?? throw new InvalidOperationException("There are several workspaces, and nobody has said which one is meant.");

    /// <summary>For work that nobody reaches by a host name. Has to be said before anything is read.</summary>
    public void Be(Place place) => said = place;
}
