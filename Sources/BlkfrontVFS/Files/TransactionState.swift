// SPDX-License-Identifier: MIT
// The state of a database's running transaction, as `eState` is that of SQLite's pager (pager.c).
// There are four machines, because each ends with another call: JournalState when the main file is
// synced, BatchState and LogState with the transaction, WriteState with a flush. The functions in
// the tables are DatabaseFile's, or JournalFile's where they name it. In what a table does not
// list, a function leaves the state as it is.
//
// JournalState: what the rollback journal on the volume is for. It begins as idle.
//
//            a page is written         the main file is synced         its end: the commit
//     idle ------------------> live ------------------------> applied -------------------> ended
//      ^   its end: a rollback  |                                |                         |  ^
//      '------------------------'---- SQLite left it: replaying -'    next journal: live --'  |
//                                              '--------- the main file is synced ------------'
//
//     state      what holds                                is left by                   for
//     idle       no journal would undo anything, and the   JournalFile.init, write      live
//                main file was not synced since one began  sync                         ended
//     live       the journal would undo pages; it ends     JournalFile.write, truncate  idle
//                with a rollback, or without syncs         journalWasDeleted            idle
//                                                          sync                         applied
//                                                          putIntoBatch                 replaying
//     applied    the journal would undo pages that were    JournalFile.write, truncate  ended
//                synced; its end is the commit             journalWasDeleted            ended
//                                                          putIntoBatch                 replaying
//     ended      no journal would undo anything, and the   JournalFile.init, write      live
//                main file was synced since one began
//     replaying  as idle, but SQLite left a journal, which JournalFile.init, write      live
//                was deleted, and may roll back from       sync                         ended
//                memory
//
// BatchState: where pages go that neither a journal nor a log protects. It begins as collecting.
//
//     state                what holds                         is left by      for
//     collecting           they are collected in a batch      beginBatch      open over nothing
//                                                             beginBatch      open over pages
//                                                             spillBatch      outgrown
//     outgrown             they are written in place, and     beginBatch      open over outgrown
//                          none are collected                 endTransaction  collecting
//     open over nothing    SQLite's batch takes all pages     endBatch        collecting
//                                                             abandonBatch    collecting
//     open over pages      as before; those collected are in  endBatch        collecting
//                          the batch, too, and nowhere else   abandonBatch    outgrown
//     open over outgrown   as over nothing                    endBatch        outgrown
//                                                             abandonBatch    outgrown
//
// No journal is live when a batch is opened. Only a commit ends outgrown, because SQLite does not
// announce a rollback; the transaction after that is written in place, too.
//
// LogState: what the frames of the write-ahead log are. It begins as committed.
//
//     state      what holds                                   is left by      for
//     committed  no frame was written since the last commit   logWasWritten   open
//     open       some were; if they were rolled back, the     endTransaction  committed
//                next transaction overwrites them
//
// WriteState: what a power cut could do to what was written. It begins as clean.
//
//     state      what holds                                   is left by      for
//     clean      all of it is durable                         noteWrite       unordered
//                                                             putIntoBatch    ordered
//     ordered    all of it is in closed epochs, or in a       noteWrite       unordered
//                batch in memory                              makeDurable     clean
//     unordered  some of it is in the open epoch              order           ordered
//                                                             makeDurable     clean

/// What the rollback journal on the volume is for.
enum JournalState {
    case idle, live, applied, ended, replaying

    /// Whether the volume has a valid journal with pages.
    var isLive: Bool { self == .live || self == .applied }

    /// Whether the main file was synced since the journal began, so that its end is a commit.
    var hasSyncedMain: Bool { self == .applied || self == .ended }

    /// A page or a valid header was written to the journal, or found there.
    mutating func begin() {
        if !isLive { self = .live }
    }

    /// The main file is synced, by which SQLite also ends a rollback from memory.
    mutating func syncMain() {
        self = isLive ? .applied : .ended
    }

    /// The journal's header was zeroed, or it was truncated or deleted.
    mutating func end() {
        switch self {
        case .live: self = .idle
        case .applied: self = .ended
        case .idle, .ended, .replaying: break
        }
    }

    /// A journal that SQLite left was deleted.
    mutating func replay() {
        precondition(!isLive, "a live journal protects its pages")
        self = .replaying
    }
}

/// Where pages go that neither a journal nor a log protects.
enum BatchState: Equatable {
    case collecting, outgrown
    case open(over: Earlier)

    /// What became of the pages that the transaction wrote before SQLite's batch began.
    enum Earlier {
        case nothing, pages, outgrown
    }

    /// Whether an SQLite batch is open.
    var isOpen: Bool {
        if case .open = self { true } else { false }
    }

    /// SQLite begins a batch.
    ///
    /// - Parameter hasPages: whether pages that SQLite's cache had no room for were collected.
    mutating func begin(hasPages: Bool) {
        switch self {
        case .collecting: self = .open(over: hasPages ? .pages : .nothing)
        case .outgrown: self = .open(over: .outgrown)
        case .open: preconditionFailure("SQLite has one batch at a time")
        }
    }

    /// SQLite's batch is over. Returns what was before it.
    @discardableResult mutating func end() -> Earlier {
        guard case .open(let earlier) = self else {
            preconditionFailure("SQLite ends a batch that it began")
        }
        self = earlier == .outgrown ? .outgrown : .collecting
        return earlier
    }

    /// The collected pages go to the main file.
    mutating func outgrow() {
        precondition(self == .collecting, "pages were collected")
        self = .outgrown
    }

    /// The transaction is over.
    mutating func endTransaction() {
        precondition(!isOpen, "SQLite ends its batch before the transaction")
        self = .collecting
    }
}

/// What the frames of the write-ahead log are.
enum LogState {
    case committed, open
}

/// What a power cut could do to what was written.
enum WriteState: Comparable {
    case clean, ordered, unordered

    /// A page was added to a batch in memory.
    mutating func collect() { self = max(self, .ordered) }

    /// The epoch was closed.
    mutating func order() { self = min(self, .ordered) }
}
