/// By what an inbox is known again, so that the bare folder under a share that is not mounted, or the share of somebody
/// else, is never taken for it.
package struct InboxIdentity: Hashable, Sendable {
    /// Written into the folder when it was first served: a UUID.
    package var marker: String
    /// What the folder lay on then.
    package var fileSystem: String

    package init(marker: String, fileSystem: String) {
        self.marker = marker
        self.fileSystem = fileSystem
    }
}
