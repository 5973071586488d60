// SPDX-License-Identifier: MIT
// What the daemon does: at once, or with the next reply.

import SeededRandom
import Unikernel
import XenRing
import XenSimulation

extension XenstoreScene {
    /// Carries out an action; false when the act is none. Those that need a reply count when there is one.
    func perform(_ act: Act) -> Bool {
        if store.fault != nil { return isAction(act) }
        switch act.kind {
        case "value", "error", "names", "foreign", "parts", "refusal", "type", "identifier",
            "length", "twice", "cut", "late":
            armed.append(act)
            return true
        case "events": xenstored.inject(bytes: events(act))
        case "storm": xenstored.storm(Int(act[0]), at: guest.id)
        case "change":
            xenstored.write(
                home + "/\(Self.keys[act.below(6, 0)])", Nonsense.value(act[1] % 90, salt: act[1]))
        case "garbage":
            (isAligned, isHonest) = (false, false)
            var random = SeededRandom(seed: act[1])
            xenstored.inject(
                bytes: (0..<act[0]).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        case "event" where act.values.count == 2:
            isHonest = false
            xenstored.inject(bytes: wildEvent(act))
        case "silence":
            isHonest = false
            isSilent = true
        case "move":
            (isAligned, isHonest) = (false, false)
            xenstored.moveCounter(
                Int(act[0]), by: UInt32(truncatingIfNeeded: act[1]), of: guest.id)
        case "flicker": flicker(act)
        default: return false
        }
        toolstack.stirXenstored()
        tally.input("xenstore " + act.kind)
        return true
    }

    static let keys = ["a", "b", "a/c", "device", "device/vbd", "x/y/z"]
    var home: String { "/local/domain/\(guest.id.rawValue)" }

    private func isAction(_ act: Act) -> Bool {
        [
            "value", "error", "names", "foreign", "parts", "refusal", "type", "identifier",
            "length", "twice", "cut", "late", "events", "storm", "change", "garbage", "silence",
            "move", "flicker",
        ].contains(act.kind) || act.kind == "event" && act.values.count == 2
    }

    /// What is sent in place of a reply.
    func reply(_ honest: XenstoredReply) -> [UInt8] {
        if isSilent { return [] }
        var reply = honest
        sent.insert(honest.payload)
        guard let act = armed.popLast() else { return reply.bytes() }
        tally.input("xenstore " + act.kind)
        var length: UInt32?
        var copies = 1
        switch act.kind {
        case "value": reply.payload = Nonsense.value(act[0] % 200, salt: act[1])
        case "names": reply.payload = names(act)
        case "parts": reply = part(of: reply, act)
        case "error", "refusal": reply = refusal(of: reply, act)
        case "foreign": return foreign(act) + reply.bytes()
        case "late": return late(reply.bytes(), act[0] * 1_000_000)
        case "type":
            isHonest = false
            reply.type = UInt32(act[0])
            // An error of another type can be the value that was asked for.
            noteHostileAction(honest.type != 16 && ![honest.type, 15, 16].contains(reply.type))
        case "identifier":
            isHonest = false
            reply.identifier = identifier(act, reply.identifier)
            noteHostileAction(reply.identifier != honest.identifier)
        case "length":
            (isAligned, isHonest) = (false, false)
            length = UInt32(truncatingIfNeeded: act[0])
        case "twice":
            isHonest = false
            copies = 2
        case "cut":
            (isAligned, isHonest) = (false, false)
            return Array(reply.bytes().prefix(Int(act[0])))
        default: break
        }
        sent.insert(reply.payload)
        return (0..<copies).flatMap { _ in reply.bytes(length: length) }
    }

    /// With one program at a time no other request can be meant; an earlier incarnation has no replies after the first.
    private func noteHostileAction(_ isOne: Bool) {
        if isOne, !isConcurrent, isAligned, hasReply { mustEnd = true }
    }

    private func names(_ act: Act) -> [UInt8] {
        var random = SeededRandom(seed: act[1])
        var bytes: [UInt8] = []
        for _ in 0..<act[0] % 40 {
            bytes += Nonsense.value(random.next() % 120, salt: random.next()).prefix(60)
            if !random.isRare(5) { bytes.append(0) }
        }
        return Array(bytes.prefix(4096))
    }

    /// A list in parts: E2BIG at first, then parts of any kind.
    private func part(of reply: XenstoredReply, _ act: Act) -> XenstoredReply {
        var part = reply
        guard reply.type == 1 || reply.type == 22 || reply.type == 16 else { return part }
        // For the list itself E2BIG, which has the rest of it asked for; and the same again for the next reply.
        armed.append(act)
        var random = SeededRandom(seed: act[1] &+ UInt64(reply.identifier))
        if reply.type == 1 {
            part.type = 16
            part.payload = Array("E2BIG\0".utf8)
        } else if reply.type == 22 {
            switch act[0] {
            case 0: part.payload = Array("1\0a\0".utf8)
            case 1: part.payload = Array("\(random.next())\0ab\0".utf8)
            case 2: part.payload = Array("1\0".utf8) + names(act) + [0]
            case 3: part.payload = Array("1\0".utf8) + [UInt8](repeating: 97, count: 4000) + [0]
            default: part.payload = Nonsense.value(random.next() % 200, salt: act[1])
            }
        }
        return part
    }

    private func refusal(of reply: XenstoredReply, _ act: Act) -> XenstoredReply {
        var refusal = reply
        refusal.type = 16
        let names = ["ENOENT", "EACCES", "EAGAIN", "EINVAL", "ENOSYS", "EEXIST", "E2BIG", "EBUSY"]
        let name = act.kind == "refusal" ? "EAGAIN" : names[act.below(names.count, 0)]
        refusal.payload = Array(name.utf8) + [0]
        if act.kind == "error", act[0] >= 16 {
            refusal.payload = Nonsense.value(act[0], salt: act[1])
        }
        return refusal
    }

    private func identifier(_ act: Act, _ honest: UInt32) -> UInt32 {
        switch act[0] {
        case 0: honest &+ 1
        case 1: honest &- 1
        case 2: 0
        case 3: .max
        case 4: honest ^ 1 << (UInt32(truncatingIfNeeded: act[1]) % 32)
        default: UInt32(truncatingIfNeeded: act[1])
        }
    }

    private func late(_ bytes: [UInt8], _ nanoseconds: UInt64) -> [UInt8] {
        // With replies out of order, and some after their time.
        simulation.schedule(afterNanoseconds: nanoseconds) { [weak self] in
            guard let self else { return }
            xenstored.inject(bytes: bytes)
            toolstack.stirXenstored()
        }
        return []
    }

    // MARK: Events

    private func event(_ path: [UInt8], _ token: [UInt8]) -> [UInt8] {
        XenstoredReply(
            type: 15, identifier: 0, transaction: 0,
            payload: Array(path.prefix(2000)) + [0]
                + token + [0]
        ).bytes()
    }

    /// Well-formed events, for watches that there are, were, or never will be.
    private func events(_ act: Act) -> [UInt8] {
        var random = SeededRandom(seed: act[1])
        return (0..<act[0]).flatMap { _ in
            event(
                Nonsense.value(random.next() % 120, salt: random.next()).filter { $0 != 0 },
                Array("\(random.isRare(4) ? random.next() : random.below(12))".utf8))
        }
    }

    private func foreign(_ act: Act) -> [UInt8] {
        let token = Nonsense.value(act[1] % 60, salt: act[1]).filter { $0 != 0 }
        return event(Array("/somewhere/\(act[0])".utf8), token)
    }

    private func wildEvent(_ act: Act) -> [UInt8] {
        let payload = Nonsense.value(act[1] % 200, salt: act[1])
        return XenstoredReply(type: 15, identifier: 0, transaction: 0, payload: payload).bytes()
    }

    // MARK: Memory

    private func flicker(_ act: Act) {
        (isAligned, isHonest) = (false, false)
        let guest = guest
        var chance = SeededRandom(seed: act[1])
        unsafe ReadPoints.set(owns: { unsafe guest.owns($0) }) { access, address, count in
            guard access != .stored, chance.isRare(act[0] + 2) else { return }
            // SAFETY: these bytes of the page were just read.
            unsafe address.storeBytes(of: UInt8(truncatingIfNeeded: chance.next()), as: UInt8.self)
        }
    }
}
