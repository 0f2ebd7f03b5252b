private import CSpawn
internal import Foundation

/// Starts a program in a process group of its own, with nothing of ours but what is named here.
///
/// - Parameters:
///   - arguments: The path of the program first.
///   - output: The file that its standard output is appended to; so `errors`. Both exist.
/// - Returns: Its process number, and that of its group.
/// - Throws: `POSIXError` when it cannot be started.
func spawn(_ arguments: [String], environment: [String: String], output: String, errors: String) throws -> Int32 {
    var pid: Int32 = 0
    let words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    let settings = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer {
        for index in unsafe words.indices { unsafe free(words[index]) }
        for index in unsafe settings.indices { unsafe free(settings[index]) }
    }
    // Safety: both lists end with a null pointer, and all that is pointed to outlives the call.
    let failure = unsafe cspawn(&pid, words, settings, output, errors)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
    return pid
}
