import Accompaniment
import Testing

/// Clusters and areas as people write them: domain.md 1.5 and 1.9.
@Suite struct UnitTests {
    private let lexicon: Lexicon

    init() throws {
        lexicon = try Shipped.lexicon()
    }

    @Test(arguments: [
        ("אשכול הגליל המזרחי", "EAST-GALILEE"), ("גליל מזרחי", "EAST-GALILEE"), ("גליל מז'", "EAST-GALILEE"),
        ("אשכול גליל מזרחי", "EAST-GALILEE"), ("East Galilee", "EAST-GALILEE"), ("Galil Mizrahi", "EAST-GALILEE"),
        ("אשכול הגליל המערבי", "WEST-GALILEE"), ("אשכול גליל מערבי", "WEST-GALILEE"),
        ("אשכול גליל מערב", "WEST-GALILEE"), ("גליל מע'", "WEST-GALILEE"), ("גליל-מערבי", "WEST-GALILEE"),
        ("W. Galilee", "WEST-GALILEE"), ("אשכול בית הכרם", "BEIT-HAKEREM"), ("בית כרם", "BEIT-HAKEREM"),
        ("בקעת בית הכרם", "BEIT-HAKEREM"), ("בית-הכרם", "BEIT-HAKEREM"), ("Beit HaKerem", "BEIT-HAKEREM"),
        ("אשכול הנגב המערבי", "WEST-NEGEV"), ("אשכול נגב מערבי", "WEST-NEGEV"), ("נגב מע'", "WEST-NEGEV"),
        ("נגב-מערבי", "WEST-NEGEV"), ("W. Negev", "WEST-NEGEV"), ("אשכול הנגב המזרחי", "EAST-NEGEV"),
        ("אשכול נגב מזרחי", "EAST-NEGEV"), ("נגב מז'", "EAST-NEGEV"), ("East Negev", "EAST-NEGEV"),
        ("אזור דרום", "AREA-SOUTH"), ("האשכולות בדרום", "AREA-SOUTH"), ("דרום", "AREA-SOUTH"),
        ("איזור דרום", "AREA-SOUTH"), ("אזור צפון", "AREA-NORTH"), ("האשכולות בצפון", "AREA-NORTH"),
        ("צפון", "AREA-NORTH"), ("איזור צפון", "AREA-NORTH"), ("האשכול הארצי", "NATIONAL"), ("ארצי", "NATIONAL"),
        ("כלל ארצי", "NATIONAL"), ("כל האשכולות", "NATIONAL"), ("מטה", "NATIONAL"),
    ])
    func `each variant of the report is its unit`(_ text: String, _ unit: String) throws {
        #expect(lexicon.unit(text) == .exact(try code(unit)))
    }

    @Test(arguments: [
        ("גליל מערבו", "WEST-GALILEE"), ("גליל מזרי", "EAST-GALILEE"), ("נגב מערבין", "WEST-NEGEV"),
        ("אשכול הנגב המזרחיי", "EAST-NEGEV"), ("בית הכרים", "BEIT-HAKEREM"), ("West Galile", "WEST-GALILEE"),
    ])
    func `a name one letter away is taken, and told to be near`(_ text: String, _ unit: String) throws {
        #expect(lexicon.unit(text) == .near(try code(unit)))
    }

    @Test(arguments: [
        "אשכול הגליל הדרומי", "אשכול", "אשכולי", "אשכולי גליל מערבי", "מחוז דרום", "חיפה", "", " ", "12",
        "גליל מרבחי",
    ])
    func `a name that is no unit's is unknown`(_ text: String) {
        #expect(lexicon.unit(text) == .unknown)
    }

    @Test(arguments: [("גליל מערבי", "גליל מזרחי"), ("נגב מערבי", "נגב מזרחי"), ("נגב מע'", "נגב מז'")])
    func `no single slip moves activity from west to east or back`(_ west: String, _ east: String) throws {
        let letters = "אבגדהוזחטיכלמנסעפצקרשת"
        for (name, other) in [(west, east), (east, west)] {
            let wrong = try #require(found(other))
            for slip in oneEdit(of: name, with: letters) where slip != other {
                #expect(found(slip) != wrong, "\(slip)")
            }
        }
    }

    @Test func `a slip that is as near to the east as to the west is neither`() throws {
        let galilees = [try code("EAST-GALILEE"), try code("WEST-GALILEE")]
        #expect(lexicon.unit("E Galilee") == .exact(galilees[0]))
        #expect(lexicon.unit("S Galilee") == .ambiguous(galilees))
        #expect(lexicon.unit("est Galilee") == .ambiguous(galilees))
        #expect(lexicon.unit("נגב מר'") == .ambiguous([try code("EAST-NEGEV"), try code("WEST-NEGEV")]))
    }

    @Test(arguments: [
        ("נגב", ["EAST-NEGEV", "WEST-NEGEV"]), ("אשכול הגליל", ["EAST-GALILEE", "WEST-GALILEE"]),
        ("גליל מ'", ["EAST-GALILEE", "WEST-GALILEE"]), ("אזור", []), ("בית", []), ("גל", []),
    ])
    func `a part of several names is not clear, a part of one is unknown`(_ text: String, _ units: [String]) throws {
        #expect(lexicon.unit(text) == (units.isEmpty ? .unknown : .ambiguous(try units.map(code))))
    }

    @Test(arguments: ["בנגב מערבי", "לנגב המערבי", "באשכול נגב מערבי", "ובנגב מערבי"])
    func `a letter before a name is passed over`(_ text: String) throws {
        #expect(lexicon.unit(text) == (text.hasPrefix("וב") ? .unknown : .exact(try code("WEST-NEGEV"))))
    }

    private func found(_ text: String) -> Code? {
        switch lexicon.unit(text) {
        case .exact(let code), .near(let code): code
        case .ambiguous, .unknown: nil
        }
    }

    /// Every text that one letter more, less or other makes of `name`.
    private func oneEdit(of name: String, with letters: String) -> [String] {
        let name = Array(name)
        var texts: [String] = []
        for index in name.indices {
            texts.append(String(name[..<index] + name[(index + 1)...]))
            for letter in letters where letter != name[index] {
                texts.append(String(name[..<index] + [letter] + name[(index + 1)...]))
                texts.append(String(name[..<index] + [letter] + name[index...]))
            }
        }
        return texts
    }
}
