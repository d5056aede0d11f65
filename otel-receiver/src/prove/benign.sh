#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Workloads that look like a locker and are none. Each works only in the marked sandbox that locker.py made.
#   benign.sh WORKLOAD DIR      run one; "list" prints their names
# Exit code 3: a program it needs is not installed.
set -u
workload=$1
root=${2:-}
prove=$(cd "$(dirname "$0")" && pwd)

need() {
    for program in "$@"; do
        command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 3; }
    done
}

w_gzip() { gzip -r data; gunzip -r data; }
w_xz() { need xz; find data -type f -print0 | xargs -0 xz -0; find data -type f -print0 | xargs -0 xz -d; }
w_zstd() { need zstd; zstd -q --rm -r data; find data -name '*.zst' -print0 | xargs -0 zstd -q --rm -d; }
w_bzip2() { need bzip2; find data -type f -exec bzip2 {} +; }
w_gzip_loop() { find data -type f | while read -r f; do gzip "$f"; done; }
w_gzip_random() { for i in $(seq 120); do head -c 9000 /dev/urandom >"data/blob$i.bin"; head -c 9000 /dev/urandom >"data/photo$i.jpg"; done
    gzip -r data; gunzip -r data; }
w_tar() { tar czf all.tgz data; mkdir out; tar xzf all.tgz -C out; }
w_tar_remove() { tar cf all.tar --remove-files data; }
w_zip_move() { need zip; zip -q -m -r all.zip data; }
w_zip_each() { need zip; find data -type f | while read -r f; do zip -q -m -j "$f.zip" "$f"; done; }
w_seven_zip() { need 7z; 7z a -sdel -bso0 -bsp0 all.7z data >/dev/null; }
w_git() { need git; cd data || exit 1; git init -q .; git config user.email a@b; git config user.name a; git add -A; git commit -qm one
    find . -name '*.txt' -exec sed -i 's/the/THE/' {} +; git commit -qam two; git checkout -q HEAD~1; git checkout -q -; git gc -q --prune=now; }
w_git_random() { need git; cd data || exit 1; git init -q .; git config user.email a@b; git config user.name a
    for i in $(seq 80); do head -c 9000 /dev/urandom >"blob$i.bin"; head -c 9000 /dev/urandom >"photo$i.jpg"; done; git add -A; git commit -qm one
    for i in $(seq 80); do head -c 9000 /dev/urandom >"blob$i.bin"; head -c 9000 /dev/urandom >"photo$i.jpg"; done; git commit -qam two; git checkout -q HEAD~1; git checkout -q -; }
w_restic() { need restic; export RESTIC_PASSWORD=x; restic -q init -r repo; restic -q -r repo backup data; find data -name '*.txt' -exec sed -i 's/the/THE/' {} +
    restic -q -r repo backup data; restic -q -r repo forget --keep-last 1 --prune; restic -q -r repo restore latest --target out; }
w_borg() { need borg; export BORG_PASSPHRASE=x BORG_BASE_DIR=$PWD/borgbase; borg init -e repokey-blake2 repo; borg create repo::a data
    find data -name '*.txt' -exec sed -i 's/the/THE/' {} +; borg create repo::b data; borg delete repo::a; borg compact repo; }
w_apt_reinstall() { need apt-get; apt-get install -y -qq --reinstall tzdata >/dev/null 2>&1; }
w_gcc() { need gcc; for i in $(seq 60); do printf '#include <stdio.h>\nint f%s(void){return printf("%s");}\n' "$i" "$i" >"s$i.c"; gcc -O2 -c "s$i.c" -o "s$i.o"; done; rm -f s*.c s*.o; }
w_cargo() { need cargo; cargo init -q --vcs none --name sample crate && cd crate && cargo build -q && cargo build -q --release && cargo clean -q; }
w_sed() { find data -type f -exec sed -i 's/the/THE/g' {} +; }
w_sed_loop() { find data -type f | while read -r f; do sed -i.bak 's/the/THE/g' "$f"; done; }
w_rsync() { need rsync; rsync -a data/ copy/; find data -name '*.txt' -exec sed -i 's/the/THE/' {} +; rsync -a --inplace data/ copy/; find data -name '*.md' -exec sed -i 's/the/THE/' {} +; rsync -ac --delete data/ copy/; }
w_copy_remove() { cp -r data copy; cp -r data/. copy; rm -rf copy data; }
w_move() { find data -type f | while read -r f; do mv "$f" "$f.bak"; done; }
w_npm() { need npm; mkdir m && cd m && npm init -y >/dev/null && npm pack --silent . >/dev/null && npm install --silent --no-audit --no-fund ./m-1.0.0.tgz >/dev/null; }
w_sqlite() { need sqlite3; for i in $(seq 120); do echo "create table if not exists t(a,b); insert into t values($i, randomblob(2000));" | sqlite3 db.sqlite; done; echo "vacuum;" | sqlite3 db.sqlite; }
w_sqlite_blobs() { need python3; python3 - <<'P'
import os, sqlite3
for n in range(12):
    db = sqlite3.connect(f"store{n}.db"); db.execute("create table t(a)")
    for i in range(20):
        db.execute("insert into t values(?)", (os.urandom(5000),)); db.commit()
P
}
w_tls() { need openssl; openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=x -days 1 2>/dev/null
    openssl s_server -accept 127.0.0.1:46443 -key k.pem -cert c.pem -quiet >/dev/null 2>&1 & server=$!; sleep 0.5
    for i in $(seq 40); do echo Q | openssl s_client -connect 127.0.0.1:46443 -quiet >/dev/null 2>&1; done; kill $server; wait $server 2>/dev/null; }
w_logrotate() { need logrotate; mkdir logs; for i in $(seq 40); do seq 2000 >"logs/app$i.log"; done
    printf '%s/logs/*.log {\n rotate 3\n compress\n missingok\n su root root\n}\n' "$PWD" >lr.conf; for i in 1 2 3 4; do logrotate -f -s state lr.conf; for i in $(seq 40); do seq 2000 >"logs/app$i.log"; done; done; }
w_ssh_keygen() { need ssh-keygen; for i in 1 2 3 4 5 6 7 8; do ssh-keygen -q -t ed25519 -N x -f key$i; done; }
w_images() { need convert; mkdir i; for n in $(seq 20); do convert -size 64x64 plasma:red-blue i/p$n.png 2>/dev/null || convert -size 64x64 xc:red i/p$n.png; done
    for n in $(seq 20); do convert i/p$n.png i/p$n.jpg && rm i/p$n.png; done; for n in $(seq 20); do mogrify -resize 50% i/p$n.jpg 2>/dev/null || convert i/p$n.jpg -resize 50% i/p$n.jpg; done; }
w_gpg_three() { need gpg; for f in $(find data -name '*.txt' | head -3); do gpg --batch --yes -q --passphrase x -c "$f" && rm "$f"; done; }
w_openssl_three() { need openssl; for f in $(find data -name '*.txt' | head -3); do openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -in "$f" -out "$f.enc" && rm "$f"; done; }
w_venv() { need python3; python3 -m venv v; rm -rf v; }
w_make_random() { need python3; python3 - <<'P'
import os, shutil
for round in range(3):
    os.makedirs("gen", exist_ok=True)
    for n in range(150):
        open(f"gen/f{n}.{['bin','jpg','dat','txt'][n % 4]}", "wb").write(os.urandom(4000))
shutil.rmtree("gen"); shutil.rmtree("data")
P
}
w_dd() { for i in $(seq 30); do dd if=/dev/urandom of=disk$i.img bs=4k count=4 status=none; dd if=/dev/urandom of=disk$i.img bs=4k count=4 conv=notrunc status=none; done; rm disk*; }
w_python_json() { need python3; python3 - <<'P'
import json, os, pathlib
for p in pathlib.Path("data").rglob("*.csv"):
    t = p.with_suffix(".tmp"); t.write_text(json.dumps(p.read_text().splitlines())); os.replace(t, p)
for p in pathlib.Path("data").rglob("*.md"):
    p.with_suffix(".html").write_text("<p>" + p.read_text()); p.unlink()
P
}
w_split_join() { tar cf all.tar data; split -b 20000 all.tar part.; cat part.* >again.tar; rm part.*; }
w_shred_three() { for f in $(find data -name '*.txt' | head -3); do shred -u -n1 "$f"; done; }
w_log_truncate() { mkdir logs; for i in $(seq 60); do seq 3000 >"logs/a$i.log"; cp "logs/a$i.log" "logs/a$i.log.1"; : >"logs/a$i.log"; gzip "logs/a$i.log.1"; done; }

# media: made from nothing, so that formats are real
pictures() { need gm; mkdir -p pics; for n in $(seq "${1:-20}"); do gm convert -size 160x120 gradient:red-blue -noise 3 "pics/p$n.png"; done; }
w_gm_convert() { pictures 30; for n in $(seq 30); do gm convert pics/p$n.png pics/p$n.jpg && rm pics/p$n.png; done; gm mogrify -resize 50% pics/*.jpg; }
w_optipng() { need optipng; pictures 15; optipng -quiet pics/*.png; }
w_jpegoptim() { need jpegoptim; pictures 25; gm mogrify -format jpg pics/*.png; jpegoptim -q -m60 pics/*.jpg; }
w_exiftool() { need exiftool; pictures 25; gm mogrify -format jpg pics/*.png; exiftool -q -overwrite_original -Comment=x pics/*.jpg; }
w_ffmpeg() { need ffmpeg; mkdir v; for n in $(seq 8); do ffmpeg -loglevel error -f lavfi -i sine=duration=2 "v/s$n.wav"; ffmpeg -loglevel error -i "v/s$n.wav" "v/s$n.mp3" && rm "v/s$n.wav"
    ffmpeg -loglevel error -y -i "v/s$n.mp3" -b:a 64k v/tmp.mp3 && mv v/tmp.mp3 "v/s$n.mp3"; done; }
w_qpdf() { need qpdf gm; pictures 12; for n in $(seq 12); do gm convert pics/p$n.png pics/p$n.pdf; done; for n in $(seq 12); do qpdf --replace-input --object-streams=generate pics/p$n.pdf; done; }
w_qpdf_password() { need qpdf gm; pictures 3; for n in 1 2 3; do gm convert pics/p$n.png pics/p$n.pdf; qpdf --encrypt x x 256 -- --replace-input pics/p$n.pdf; done; }
# compressors
w_pigz() { need pigz; pigz -r data; pigz -dr data; }
w_find_gzip() { find data -type f -exec gzip {} \;; find data -name '*.gz' -exec gunzip {} \;; }
w_xz_threads() { need xz; find data -type f -print0 | xargs -0 -P4 -n5 xz -T2; }
w_gz_decompress() { for i in $(seq 60); do seq 3000 | gzip >"a$i.txt.gz"; done; gunzip a*.gz; }
w_unzip_over() { need zip unzip; zip -q -r all.zip data; unzip -qo all.zip; need 7z; 7z x -y -bso0 -bsp0 all.zip >/dev/null; }
w_zstd_train() { need zstd; zstd -q --train -r data -o dict; zstd -q -D dict --rm -r data; }
# trees
w_remove_tree() { rm -rf data; }
w_rename_all() { need mmv; find data -type d | while read -r d; do (cd "$d" && mmv '*.txt' '#1.text' 2>/dev/null); done; find data -name '*.md' | while read -r f; do mv "$f" "$f.done"; done; }
w_dos2unix() { need dos2unix; find data -name '*.txt' -exec unix2dos -q {} +; find data -name '*.txt' -exec dos2unix -q {} +; }
w_iconv() { find data -name '*.txt' | while read -r f; do iconv -f ASCII -t UTF-16 "$f" >"$f.u" && mv "$f.u" "$f"; done; }
w_perl_in_place() { find data -type f -exec perl -pi -e 's/the/THE/g' {} +; }
w_format_code() { need node; mkdir c; for i in $(seq 100); do echo "const a$i={b:$i}" >c/f$i.js; done; node -e 'const fs=require("fs");for(const f of fs.readdirSync("c")){const t=fs.readFileSync("c/"+f,"utf8");fs.writeFileSync("c/"+f,t.replace("=", " = ")+"\n")}'; }
w_cp_al() { for i in 1 2 3; do cp -al data snap$i; find data -name '*.csv' | head -20 | while read -r f; do sed 's/item/ITEM/' "$f" >"$f.new" && mv "$f.new" "$f"; done; done; rm -rf snap1; }
w_dedupe() { need fdupes jdupes; cp -r data twin; fdupes -qrdN twin data >/dev/null; cp -r data twin2; jdupes -qrL twin2 data >/dev/null; }
w_whiteouts() { mkdir layer; (cd data && tar cf ../layer.tar .); for i in 1 2 3; do rm -rf layer/*; tar xf layer.tar -C layer; find layer -name '*.md' -delete; find layer -type f -name '*7.*' | while read -r f; do : >"$(dirname "$f")/.wh.$(basename "$f")"; rm "$f"; done; done; }
# backups and encrypted stores: originals stay
w_gocryptfs() { need gocryptfs; mkdir c p; gocryptfs -q -init -extpass 'echo x' c; gocryptfs -q -extpass 'echo x' c p || exit 3; cp -r data/. p/; find p -name '*.txt' -exec sed -i 's/the/THE/' {} +; find p -name '*.md' -delete; fusermount -u p; }
w_rclone_crypt() { need rclone; rclone --config rc.conf config create vault crypt remote="$PWD/vault" password="$(rclone obscure x)" >/dev/null; rclone --config rc.conf sync data vault:; find data -name '*.txt' -exec sed -i 's/the/THE/' {} +; rclone --config rc.conf sync data vault:; find data -name '*.md' -delete; rclone --config rc.conf sync data vault:; }
w_gpg_backup() { need gpg; for i in 1 2 3; do tar cz data | gpg --batch -q --passphrase x -c >"backup$i.gpg"; find data -name '*.txt' -exec sed -i 's/the/THE/' {} +; done; rm backup1.gpg; }
w_age_two() { need age age-keygen; age-keygen -o k 2>/dev/null; for f in $(find data -name '*.txt' | head -2); do age -e -i k -o "$f.age" "$f" && rm "$f"; done; }
w_restic_delete_restore() { need restic; export RESTIC_PASSWORD=x; restic -q init -r repo; restic -q -r repo backup data; rm -rf data; restic -q -r repo restore latest --target .; }
w_git_filter() { need git; cd data || exit 1; git init -q .; git config user.email a@b; git config user.name a
    git config filter.vault.clean 'openssl enc -aes-256-cbc -nosalt -pbkdf2 -pass pass:x'; git config filter.vault.smudge 'openssl enc -d -aes-256-cbc -nosalt -pbkdf2 -pass pass:x'
    echo '*.csv filter=vault' >.gitattributes; git add -A; git commit -qm one; rm ./*/*.csv; git checkout -q .; git checkout -q -b two; find . -name '*.md' -delete; git commit -qam two; git checkout -q -; git repack -qad; }
w_git_stash() { need git; cd data || exit 1; git init -q .; git config user.email a@b; git config user.name a; git add -A; git commit -qm one
    find . -type f -not -path './.git/*' -exec sed -i 's/the/THE/' {} +; git stash -q; git stash pop -q; git rm -qr dir01; git commit -qam two; git reset -q --hard HEAD~1; git clean -qfdx; }
# stores that are busy
w_lmdb_like() { need python3; python3 - <<'P'
import os, random
rng = random.Random(1)
with open("store.img", "wb") as f: f.truncate(8 << 20)
with open("store.img", "r+b") as f:
    for _ in range(800):
        f.seek(rng.randrange(2048) * 4096); f.write(os.urandom(4096))
P
}
w_lsm_store() { need python3; python3 - <<'P'
import os, struct, zlib
for generation in range(12):
    for n in range(8):
        block = zlib.compress(b"".join(b"key%06d value %d\n" % (i * n, generation) for i in range(400)))
        open(f"{generation * 8 + n:06d}.sst", "wb").write(struct.pack("<I", len(block)) + block)
    if generation:
        merged = b"".join(open(f"{(generation - 1) * 8 + n:06d}.sst", "rb").read() for n in range(8))
        open(f"{900000 + generation}.sst", "wb").write(merged)
        for n in range(8): os.unlink(f"{(generation - 1) * 8 + n:06d}.sst")
P
}
w_torrent() { need python3; python3 - <<'P'
import os, random
rng = random.Random(2)
for name in ("film.mkv", "album.zip", "disc.iso", "book.pdf", "song.flac", "show.mp4", "set.rar", "pics.cbz"):
    with open(name, "wb") as f: f.truncate(2 << 20)
    pieces = list(range(128)); rng.shuffle(pieces)
    with open(name, "r+b") as f:
        for piece in pieces: f.seek(piece << 14); f.write(os.urandom(1 << 14))
P
}
w_cache_churn() { need python3; python3 - <<'P'
import os, random
rng = random.Random(3); os.mkdir("cache"); live = []
for n in range(600):
    name = f"cache/{rng.getrandbits(64):016x}"
    open(name + ".tmp", "wb").write(rng.randbytes(rng.randrange(300, 9000))); os.rename(name + ".tmp", name); live.append(name)
    if len(live) > 60: os.unlink(live.pop(rng.randrange(len(live))))
P
}
w_maildir() { need python3; python3 - <<'P'
import base64, os
for d in ("tmp", "new", "cur"): os.makedirs("Mail/" + d)
for n in range(150):
    name = f"16{n:08d}.M{n}P1.host"
    open("Mail/tmp/" + name, "wb").write(b"From: a@b\nSubject: x\n\n" + base64.encodebytes(os.urandom(3000)))
    os.link("Mail/tmp/" + name, "Mail/new/" + name); os.unlink("Mail/tmp/" + name); os.rename("Mail/new/" + name, f"Mail/cur/{name}:2,S")
    if n % 3 == 0: os.unlink(f"Mail/cur/{name}:2,S")
P
}
w_password_store() { need openssl; for i in $(seq 25); do head -c 400 /dev/urandom >vault.kdbx.tmp; mv vault.kdbx.tmp vault.kdbx; cp vault.kdbx "vault.$i.bak"; done; rm -f vault.*.bak; }
w_certificates() { need openssl; for i in $(seq 30); do openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout k$i.pem -out c$i.pem -subj /CN=x -days 1 2>/dev/null; done; rm k*.pem c*.pem; }
w_qcow_like() { need python3; python3 - <<'P'
import os, random
rng = random.Random(4)
for n in range(4):
    with open(f"vm{n}.qcow2", "wb") as f: f.write(b"QFI\xfb\0\0\0\3" + bytes(65528)); f.truncate(4 << 20)
    with open(f"vm{n}.qcow2", "r+b", buffering=0) as f:
        for _ in range(150): f.seek(rng.randrange(16, 1024) * 4096); f.write(os.urandom(4096) if rng.random() < .5 else b"text " * 819)
P
}
w_log_ship() { need python3; python3 - <<'P'
import glob, gzip, os
os.mkdir("logs")
for n in range(80):
    open(f"logs/a{n}.log", "w").write("".join(f"line {i} of {n}\n" for i in range(900)))
    with open(f"logs/a{n}.log", "rb") as i, gzip.open(f"logs/a{n}.log.gz", "wb") as o: o.write(i.read())
    os.unlink(f"logs/a{n}.log")
P
}
w_cp_random_over() { for i in $(seq 40); do head -c 9000 /dev/urandom >"r$i.bin"; done; mkdir keep; cp r*.bin keep; for i in $(seq 40); do head -c 9000 /dev/urandom >"r$i.bin"; done; cp r*.bin keep; rsync -a r*.bin keep 2>/dev/null; rm r*.bin; }
w_sync_tree() { need python3; python3 - <<'P'
import os, shutil
for path, _, names in os.walk("data"):
    for n in names:
        p = os.path.join(path, n); shutil.copyfile(p, p + ".part"); os.replace(p + ".part", p)
P
}
w_cargo_like() { need go; mkdir g; cd g || exit 1; export GOCACHE=$PWD/cache GOFLAGS=-mod=mod; printf 'module m\ngo 1.19\n' >go.mod; printf 'package main\nimport "fmt"\nfunc main(){fmt.Println(1)}\n' >main.go; go build -o out . && go vet . && go clean -cache; }
w_pip() { need python3; python3 -m venv v && mkdir -p pk/m && echo 'x=1' >pk/m/__init__.py && printf 'from setuptools import setup\nsetup(name="m",version="1",packages=["m"])\n' >pk/setup.py && v/bin/pip -q install --no-build-isolation --no-index ./pk 2>/dev/null; v/bin/python -m compileall -q v/lib >/dev/null; rm -rf v; }
w_dd_wipe_own() { for i in $(seq 20); do seq 5000 >tmp$i.txt; dd if=/dev/zero of=tmp$i.img bs=4k count=8 status=none; rm tmp$i.txt tmp$i.img; done; }

# rewritten in place or replaced, and nothing is lost
letters() { python3 - <<'P'
import os, random, zipfile
rng = random.Random(5); os.makedirs("letters")
for n in range(100):
    with zipfile.ZipFile(f"letters/l{n}.docx", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", " ".join(rng.choice(("dear", "customer", "invoice", "budget", "thanks")) for _ in range(3000)))
        z.writestr("word/media/image1.png", b"\x89PNG\r\n\x1a\n" + rng.randbytes(9000), zipfile.ZIP_STORED)
P
}
w_docx_in_place() { need python3; letters; python3 - <<'P'
import glob, io, zipfile
for p in glob.glob("letters/*.docx"):
    out = io.BytesIO()
    with zipfile.ZipFile(p) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist(): new.writestr(name, old.read(name).replace(b"customer", b"client"))
    open(p, "wb").write(out.getvalue())
P
}
w_pseudonyms() { need python3; python3 - <<'P'
import hashlib, pathlib
for p in pathlib.Path("data").rglob("*.csv"):
    rows = [line.split(",") for line in p.read_text().splitlines()]
    p.write_text("\n".join(",".join([hashlib.sha256(row[0].encode()).hexdigest(), *row[1:]]) for row in rows))
P
}
w_columns() { need python3; python3 - <<'P'
import pathlib, zlib
for p in pathlib.Path("data").rglob("*.csv"):
    cells = [line.split(b",") for line in p.read_bytes().splitlines()]
    columns = b"".join(zlib.compress(b"\0".join(row[n] for row in cells if len(row) > n), 9) for n in range(3))
    p.with_suffix(".parquet").write_bytes(b"PAR1" + columns + b"PAR1"); p.unlink()
P
}
w_large_files_store() { need python3; python3 - <<'P'
import hashlib, os, pathlib, shutil
kept = {}
for p in [*pathlib.Path("data").rglob("*.jpg"), *pathlib.Path("data").rglob("*.docx")]:
    name = hashlib.sha256(p.read_bytes()).hexdigest(); kept[p] = stored = pathlib.Path("objects", name[:2], name)
    stored.parent.mkdir(parents=True, exist_ok=True); shutil.copyfile(p, stored)
    p.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize {stored.stat().st_size}\n")
for p, stored in kept.items(): shutil.copyfile(stored, f"{p}.new"); os.replace(f"{p}.new", p)
P
}
w_brotli() { need brotli; find data -type f -exec brotli -j -q 5 {} +; }
w_raw_lzma() { need xz; find data -name '*.txt' | while read -r f; do xz -q --format=raw --suffix=.lzr "$f"; done; }
w_encrypted_copies() { need openssl; mkdir cloud; find data -name '*.txt' | while read -r f; do openssl enc -aes-256-ctr -pbkdf2 -iter 1 -pass pass:x -in "$f" -out "cloud/$(basename "$f").enc"; done; }

if [ "$workload" = list ]; then
    declare -F | sed -n 's/^declare -f w_//p'
    exit 0
fi
[ -e "$root/.sealwatch-sandbox" ] || { echo "$root is no sandbox of ours: make one with locker.py make $root" >&2; exit 1; }
declare -F "w_$workload" >/dev/null || { echo "no workload $workload; there are: $("$prove/benign.sh" list | tr '\n' ' ')" >&2; exit 1; }
cd "$root" || exit 1
"w_$workload"
