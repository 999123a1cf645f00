"""The lock on the vault: what stands in the header, who it keeps out, and whom it does not.

Files of a vault (``files.py``)::

    vault.db          SQLCipher; its first 16 bytes are the vault id, which is the salt given with the key
    vault.header      everything below; without it nobody opens vault.db
    vault.header.bak  the header as it was after the last change
    vault.header.next the header of a new key while it is being made: it counts as soon as its vault id is
                      that of vault.db, and takes the place of the other two at the next opening
    vault.erased      which cases were erased, by id and date, proven with the data key (``erasure_file.py``)
    backups/          self-contained backups, each with its own copy of the header
    LEESMIJ.txt       what this folder is, for whoever meets it in the file manager
    vault.lock        who has the vault open

Keys. A random 32-byte *data key* is the raw key of SQLCipher. It is never derived from what people type and
never written down in the clear: each *slot* of the header holds it, encrypted with a key of that slot's own::

    passphrase   Argon2id(NFC of the passphrase in UTF-8, salt, memory, time, parallelism)
    recovery     HKDF-SHA256 of the 128 random bits of the recovery code
    keyring      HKDF-SHA256 of 32 random bytes that this laptop's keyring keeps; never of the data key itself
    PIN          HKDF-SHA256 of Argon2id(digits) and those 32 bytes together: what it keeps out and what not
                 stands in ``pin.py``

So a passphrase changes without touching the database, and a slot that is removed opens nothing any more.

Header, format version 1, or 2 when it has a PIN slot, big-endian::

    8   magic "JHVAULT" + 0x1a
    2   format version
    16  vault id
    8   generation: one higher at every change
    2   flags: 1 demo, 2 several people use this account, 4 the recovery code was typed back
    2   length of the name, then the name of the vault in UTF-8
    1   number of slots, then per slot:
          1   kind: 1 passphrase, 2 recovery, 3 keyring, 4 PIN
          12  memory in KiB, time cost, parallelism of Argon2id (all 0 for kinds 2 and 3)
          16  salt    12  nonce    48  data key under AES-256-GCM, with its tag;
              the tag also covers vault id, kind, Argon2id parameters, salt, and the format version that
              the kind came with: 1, for a PIN 2
    32  HMAC-SHA256 of all before it, under HKDF(data key): nobody without the key changed the header
    32  SHA-256 of all before it: the disk did not change the header

Every later format keeps the magic, the place of the version and the SHA-256 at the end. So "damaged" and
"made by a newer version" can be told apart before anything else is understood: no magic is not our file; a
wrong SHA-256 is damage; a higher version is a newer program; a slot's tag that fails is a wrong passphrase;
an id that is not the first 16 bytes of vault.db is the header of another vault. A header without a PIN slot
is version 1 to the byte, so a program of before the PIN opens it; one with a PIN slot it calls newer, where
an unknown kind of slot would have been damage to it.

There is no separate value to check a key against: the slot's tag is the check. Parameters of Argon2id are
bounded before a byte is allocated (F7). The generation is also kept in the database, so that an old header
put back, with a passphrase that was changed because somebody knew it, is noticed after opening.

Who it keeps out. Whoever has the files (a lost or stolen laptop, a copy on OneDrive, a memory stick, an old
backup) and not the passphrase, the recovery code or the signed-in keyring: they read nothing but the name
of the vault, the number and kind of slots, and the size of the files. Whoever changes the files without the
key: it is noticed. Guessing costs a whole Argon2id a try, with at least 64 MiB of memory.

Whom it does not. Malware or an administrator on a laptop where the vault is open; somebody who looks on or
records the keyboard; a stranger at a laptop left unlocked before the idle time is over. Python cannot wipe
memory: after locking, keys are dropped, not provably erased. Swap, hibernation and worn-out blocks of an
SSD may keep fragments: that is what disk encryption is for. Deleting a slot does not reach copies of the
header made earlier: an old backup opens with the old passphrase. And nobody, not even the makers, opens a
vault whose passphrase and recovery code are both lost.

The package itself imports nothing: the unlock window pays for Argon2id, AES and the keyring when they are
used.
"""
