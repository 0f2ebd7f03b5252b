/// What a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
package enum Formula {
    private static let openings = Set("=+-@\t\r".utf8)

    package static func opens(with byte: UInt8) -> Bool { openings.contains(byte) }
}
