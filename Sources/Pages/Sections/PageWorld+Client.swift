internal import Accompaniment

/// How a cluster is served as a client, for the cluster itself and for who serves it. What is told here of one chief
/// executive leaves this server in no summary (domain.md 6.3, 3).
extension PageWorld {
    /// What is asked of a cluster beside its needs and services (Q04, Q08, Q13, Q14, Q27, Q31, Q34).
    func client(_ unit: UnitFacts?) -> Section {
        var section = Section(
            "client",
            words("האשכול כלקוח", "The cluster as a client"),
            ["Q04", "Q08", "Q13", "Q14", "Q27", "Q31", "Q34"],
            isWide: true
        )
        guard let unit, let help = reportedHelp(unit) else {
            section.note = nothing
            return section
        }
        let both = Set(unit.help.keys).intersection(unit.oversight.keys).count
        let (track, horizon) = (help.track, help.horizon)
        let achievement = unit.hasAchievement
        let (days, requests) = (unit.help.values.medianRequestDays, unit.help.values.closedRequests)
        section.tiles = Items(items: [
            words.tile(
                words("הישג בולט", "Visible achievement"),
                achievement.map { $0 ? words("כן", "yes") : words("לא", "no") } ?? words.notReported,
                achievement == nil ? .absent : achievement == true ? .good : .warn
            ),
            words.tile(
                words("ארגונים בליווי ובבקרה", "Organisations that help and oversee"),
                "\(both)",
                both == 0 ? .good : .bad,
                detail: words("הרצוי: 0", "desired: 0")
            ),
            words.tile(
                words("אנשים בליווי ובבקרה", "Persons who help and oversee"),
                "\(unit.personPairs)",
                unit.personPairs == 0 ? .good : .bad,
                detail: words("הרצוי: 0", "desired: 0")
            ),
            words.tile(
                words("מפנייה לפעילות", "From request to activity"),
                days.map { words.counted($0, .day) } ?? words.notReported,
                days == nil ? .absent : .none,
                detail: words("חציון", "median")
                    + (requests.all == 0
                        ? "" : words("; נסגרו: ", "; closed: ") + words.of(requests.all, requests.closed))
            ),
            words.tile(
                words("ליבה / פיתוח", "Core / development"),
                track.isStated
                    ? "\(PageWords.number(track.core)) / \(PageWords.number(track.development))" : words.notStated,
                track.isStated ? .none : .absent,
                detail: (track.inMinutes ? words("בדקות", "in minutes") : words("בפעילויות", "in activities"))
                    + words("; לא צוין: ", "; not stated: ") + PageWords.number(track.unknown)
            ),
            words.tile(
                words("הצלחה מהירה / תשתית", "Quick success / long term"),
                horizon.isStated
                    ? "\(PageWords.number(horizon.quick)) / \(PageWords.number(horizon.long))" : words.notStated,
                horizon.isStated ? .none : .absent,
                detail: words("לא צוין: ", "not stated: ") + PageWords.number(horizon.unknown)
            ),
            words.tile(words("שירותים חברתיים", "Social services"), "\(help.socialServices.count)"),
            words.tile(words("ליווי המנכ\"ל", "Accompanying the CEO"), PageWords.number(help.chiefExecutiveSessions)),
        ])
        return section
    }

    /// How often the chief executive of each cluster is accompanied (Q34), on the page of one supplier.
    var chiefExecutives: Section {
        var section = Section("ceo", words("ליווי מנכ\"לי האשכולות", "Accompanying chief executives"), ["Q34"])
        let helped = clusters.compactMap { cluster in reportedHelp(facts[cluster]).map { (cluster, $0) } }
        guard !helped.isEmpty else {
            section.note = nothing
            return section
        }
        section.bars = Rows(
            rows: helped.map { cluster, help in
                words.bar(
                    words.shortLabel(cluster),
                    words.activities(help.chiefExecutiveSessions),
                    part: help.chiefExecutiveSessions,
                    of: help.all.activities
                )
            }
        )
        return section
    }
}

/// Where nobody said it, two zeros would be taken for an answer (S7).
extension Figures.Track {
    var isStated: Bool { core + development > 0 }
}

extension Figures.Horizon {
    var isStated: Bool { quick + long > 0 }
}
