using Trichter.Deals;
using Trichter.Leads.Questionnaires;
using Trichter.Ledger;

namespace Trichter.Demo;

/// <summary>What the customers of the sample answered to BANT: some of it long ago, some only assumed, one against.</summary>
internal sealed class AddSampleAnswers(Db db, Change change)
{
    public void To(Deal deal, int index)
    {
        if (db.Questionnaires.Local.FirstOrDefault(its => its.Key == "bant") is not { CurrentVersionId: { } version } bant) return;

        foreach (var (key, value, source, days) in index switch { 0 => OfPetry, 4 => Unfit, _ when index % 3 == 1 => Begun, _ => [] })
            db.Answers.Add(new Answer
            {
                DealId = deal.Id,
                QuestionnaireId = bant.Id,
                VersionId = version,
                QuestionKey = key,
                Value = key == "decision-by" ? DateOnly.FromDateTime(change.Now).AddDays(80).ToString("O", System.Globalization.CultureInfo.InvariantCulture) : value,
                Source = source,
                AnsweredBy = deal.OwnerId,
                AnsweredAt = change.Now.AddDays(-days),
            });
    }

    private static (string Key, string Value, AnswerSource Source, int Days)[] OfPetry =>
    [
        ("budget-state", "planned", AnswerSource.Call, 96), ("budget-amount", "400000", AnswerSource.Call, 96),
        ("who-decides", "Vorstand Frau Petry", AnswerSource.Meeting, 12), ("access", "no", AnswerSource.Meeting, 12),
        ("need", "2 Bagger 22 t, Tiltrotator, 24-h-Service", AnswerSource.Meeting, 12), ("need-for-us", "yes", AnswerSource.Meeting, 12),
        ("value-seen", "yes", AnswerSource.Assumed, 12), ("decision-by", "", AnswerSource.Meeting, 12),
    ];

    private static (string Key, string Value, AnswerSource Source, int Days)[] Unfit =>
        [("budget-state", "never", AnswerSource.Call, 5), ("need", "Teleskoplader nur zur Überbrückung", AnswerSource.Call, 5), ("need-for-us", "yes", AnswerSource.Call, 5)];

    private static (string Key, string Value, AnswerSource Source, int Days)[] Begun =>
        [("budget-state", "approved", AnswerSource.Meeting, 9), ("need-for-us", "yes", AnswerSource.Call, 14), ("decision-by", "", AnswerSource.Mail, 9)];
}
