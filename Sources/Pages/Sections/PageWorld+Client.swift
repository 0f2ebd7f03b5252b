internal import Accompaniment

/// How a cluster is served as a client, for the cluster itself and for who serves it. What is told here of one chief
/// executive leaves this server in no summary (domain.md 6.3, 3).
extension PageWorld {
    /// What is asked of a cluster beside its needs and services (Q04, Q08, Q13, Q14, Q25, Q27, Q31, Q34).
    func client(_ unit: UnitFacts?) -> Section {
        var section = Section(
            "client",
            words("האשכול כלקוח", "The cluster as a client"),
            ["Q04", "Q08", "Q13", "Q14", "Q25", "Q27", "Q31", "Q34"],
            isWide: true
        )
        guard let unit, let help = reportedHelp(unit) else {
            section.note = nothing
            return section
        }
        let both = Set(unit.help.keys).intersection(unit.oversight.keys).count
        let track = help.track
        let achievement = unit.hasAchievement
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
            requests(Array(unit.help.values)),
            words.tile(
                words("ליבה / פיתוח", "Core / development"),
                track.isStated
                    ? "\(PageWords.number(track.core)) / \(PageWords.number(track.development))" : words.notStated,
                track.isStated ? .none : .absent,
                detail: (track.inMinutes ? words("בדקות", "in minutes") : words("בפעילויות", "in activities"))
                    + words("; לא צוין: ", "; not stated: ") + PageWords.number(track.unknown)
            ),
            horizon(help), socialServices(help),
            words.tile(words("ליווי המנכ\"ל", "Accompanying the CEO"), PageWords.number(help.chiefExecutiveSessions)),
            words.tile(
                words("ארגונים שהציגו את ההיצע", "Organisations that presented their offer"),
                "\(unit.help.values.count { $0.activities(.activityTypes)[.presenting] != nil })"
            ),
        ])
        return section
    }

    /// How soon requests were answered, and how many are closed (Q13).
    ///
    /// - Parameter tallies: Each of one organisation in one place.
    private func requests(_ tallies: [Tally]) -> Tile {
        let (days, requests) = (tallies.medianRequestDays, tallies.closedRequests)
        return words.tile(
            words("מפנייה לפעילות", "From request to activity"),
            days.map { words.counted($0, .day) } ?? words.notReported,
            days == nil ? .absent : .none,
            detail: words("חציון", "median")
                + (requests.all == 0
                    ? "" : words("; נסגרו: ", "; closed: ") + words.of(requests.all, requests.closed))
        )
    }

    private func horizon(_ help: Tally) -> Tile {
        let horizon = help.horizon
        return words.tile(
            words("הצלחה מהירה / תשתית", "Quick success / long term"),
            horizon.isStated
                ? "\(PageWords.number(horizon.quick)) / \(PageWords.number(horizon.long))" : words.notStated,
            horizon.isStated ? .none : .absent,
            detail: words("לא צוין: ", "not stated: ") + PageWords.number(horizon.unknown)
        )
    }

    private func socialServices(_ help: Tally) -> Tile {
        words.tile(words("שירותים חברתיים", "Social services"), "\(help.socialServices.count)")
    }

    /// What else is asked of a supplier about its own rows (Q13, Q25, Q27, Q31, Q35).
    var service: Section {
        var section = Section(
            "service",
            words("השירות לאשכולות", "Service to the clusters"),
            ["Q13", "Q25", "Q27", "Q31", "Q35"]
        )
        let tallies = facts.units.flatMap(\.help.values)
        guard !tallies.isEmpty else {
            section.note = nothing
            return section
        }
        let help = tallies.sum
        let presented = clusters.count { reportedHelp(facts[$0])?.activities(.activityTypes)[.presenting] != nil }
        section.tiles = Items(items: [
            requests(tallies),
            words.tile(
                words("אשכולות שהצגתם להם", "Clusters that you presented to"),
                "\(presented)",
                detail: words.of(clusters.count)
            ),
            horizon(help), socialServices(help),
            words.tile(
                words("מחוץ ל־16 הצרכים", "Outside the 16 needs"),
                PageWords.number(help.activities(.needCodes)[.noNeed] ?? 0),
                detail: words("מתוך ", "of ") + words.activities(help.all.activities)
            ),
        ])
        return section
    }

    /// Help of one supplier by track and by who did it (Q10).
    func axes(_ help: Tally?) -> Section {
        let title = words("העבודה לפי תחום ומבצע", "Work by track and who did it")
        var section = Section("work", title, ["Q10"])
        guard let help else {
            section.note = nothing
            return section
        }
        let axes = help.axes
        func rows(_ tracks: [Code?]) -> [Table.Row] {
            tracks.map { track in
                Table.Row(
                    name: track.map { words.label($0, in: .track) } ?? words.notStated,
                    cells: [Code.employee, .externalOnBehalf, nil].map { words.count(axes[track]?[$0] ?? 0) }
                )
            }
        }
        section.table = Table(
            title,
            corner: words("תחום", "Track"),
            columns: [
                words("בידי עובד", "By an employee"), words("בידי יועץ חיצוני", "By an outside adviser"),
                words.notStated,
            ].map { Table.Column(name: $0, kind: "figures") },
            groups: [Table.Group(rows: rows([.core, .development, nil]))]
        )
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
