package import Glibc

extension statvfs {
    /// Bytes that can still be written without the rights of root; the largest number for a file system that names more,
    /// as some do that know no limit.
    package var freeBytes: Int {
        let (bytes, isTooMany) = UInt64(f_bavail).multipliedReportingOverflow(by: UInt64(f_frsize))
        return isTooMany ? .max : Int(clamping: bytes)
    }
}
