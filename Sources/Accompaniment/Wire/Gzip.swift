internal import CZlib
package import Foundation

/// The content coding `gzip` (RFC 9110, 8.4.1.3) of a whole body.
package enum Gzip {
    package enum Failure: Error {
        /// No gzip stream, one that was cut off, or more than one.
        case damaged
        /// It would be longer than the limit.
        case tooLong
    }

    /// The same bytes for the same content; `nil` where they would not be fewer.
    package static func compressed(_ content: Data) -> Data? {
        guard let size = UInt32(exactly: content.count) else { return nil }
        var coded = Data(count: content.count)
        // Safety: zlib reads and writes within the two buffers, whose sizes it is told, during the call alone.
        let length = unsafe content.withUnsafeBytes { input in
            unsafe coded.withUnsafeMutableBytes { output in
                unsafe czlib_gzip(
                    input.bindMemory(to: UInt8.self).baseAddress,
                    size,
                    output.bindMemory(to: UInt8.self).baseAddress,
                    size
                )
            }
        }
        return length > 0 ? Data(coded.prefix(Int(length))) : nil
    }

    /// - Parameter limit: The longest content, in bytes. No more memory than that is used, whatever `coded` claims to hold.
    package static func decompressed(_ coded: Data, limit: Int) throws(Failure) -> Data {
        guard let size = UInt32(exactly: coded.count), let capacity = UInt32(exactly: limit) else { throw .tooLong }
        var content = Data(count: limit)
        // Safety: as above.
        let length = unsafe coded.withUnsafeBytes { input in
            unsafe content.withUnsafeMutableBytes { output in
                unsafe czlib_gunzip(
                    input.bindMemory(to: UInt8.self).baseAddress,
                    size,
                    output.bindMemory(to: UInt8.self).baseAddress,
                    capacity
                )
            }
        }
        switch length {
        case -2: throw .tooLong
        case ..<0: throw .damaged
        default: return Data(content.prefix(Int(length)))
        }
    }
}
