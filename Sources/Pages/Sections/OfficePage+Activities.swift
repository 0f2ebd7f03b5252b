internal import Accompaniment

extension OfficePage {
    /// How much help there was, and who chose it, over the periods.
    func activities(_ world: PageWorld) -> Section {
        let title = words("פעילויות הליווי לאורך זמן", "Activities of help over time")
        var section = Section("time", title, ["A1", "Q07"], isWide: true)
        let columns = history.map { figures -> [Int]? in
            guard figures.needs.national != nil else { return nil }
            let choice = figures.choice
            return [choice.request, choice.acceptedOffer, choice.imposed, choice.unknown]
        }
        guard columns.contains(where: { $0 != nil }) else {
            section.isWide = nil
            section.note = world.nothing
            return section
        }
        section.explain = words(
            "המספר מעל כל עמודה הוא סך הפעילויות, והחלקים מראים מי בחר בהן.",
            "The number above each column is the sum of activities; its parts tell who chose them."
        )
        section.table = words.chart(
            title,
            corner: words("מי בחר", "Who chose"),
            world.periods,
            series: [
                words("לבקשת האשכול", "Requested"), words("הוצע, והאשכול הסכים", "Offer accepted"),
                words("נכפה על האשכול", "Imposed"), words("לא ידוע", "Unknown"),
            ],
            columns
        )
        return section
    }
}
