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

if [ "$workload" = list ]; then
    declare -F | sed -n 's/^declare -f w_//p'
    exit 0
fi
[ -e "$root/.sealwatch-sandbox" ] || { echo "$root is no sandbox of ours: make one with locker.py make $root" >&2; exit 1; }
declare -F "w_$workload" >/dev/null || { echo "no workload $workload; there are: $("$prove/benign.sh" list | tr '\n' ' ')" >&2; exit 1; }
cd "$root" || exit 1
"w_$workload"
