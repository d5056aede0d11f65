// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lockers that share their work among processes are reported before their tenth file. */
class ManyProcessesAttackTest extends LockedHome {
    @Test
    void aProcessForEachStepOfEachFileUnderOneScript() {
        host.actAs(500);
        lock(
                (path, number) -> {
                    int encrypt = 1000 + 2 * number;
                    host.fork(500, encrypt);
                    host.actAs(encrypt);
                    host.exec("/usr/bin/openssl", "enc");
                    host.createWith(path + ".enc", host.behind('S', 'a', 'l', 't', 'e', 'd', '_', '_'));
                    host.fork(500, encrypt + 1);
                    host.actAs(encrypt + 1);
                    host.exec("/bin/rm", path);
                    host.delete(path);
                },
                30);
        assertThat(host.detections.get(0).processes()).isGreaterThan(1);
    }

    @Test
    void sixteenWorkers() {
        for (int worker = 0; worker < 16; worker++) {
            host.fork(500, 1000 + worker);
        }
        lock(
                (path, number) -> {
                    host.actAs(1000 + number % 16);
                    host.openExisting(path, Host.O_RDWR);
                    host.write(path, 0, host.ciphertext());
                },
                100);
    }

    @Test
    void daemonsWithoutACommonParent() {
        lock(
                (path, number) -> {
                    host.actAs(2000 + number);
                    host.createWith(path + ".locked", host.ciphertext());
                    host.delete(path);
                },
                30);
    }

    @Test
    void aCopyByAnotherProgramOverWhatCouldBeRead() {
        lock(
                (path, number) -> {
                    byte[] secret = host.ciphertext();
                    String work = "/tmp/work" + number;
                    host.fork(500, 2000 + 2 * number);
                    host.fork(500, 2001 + 2 * number);
                    host.actAs(2000 + 2 * number);
                    host.read(path, host.text());
                    host.createWith(work, secret);
                    host.actAs(2001 + 2 * number);
                    host.read(work, secret);
                    host.openExisting(path, Host.O_RDWR | Host.O_TRUNC);
                    host.write(path, 0, secret);
                },
                30);
    }

    @Test
    void aTreeThatOneProgramReadsAnotherSealsAndAThirdDeletes() {
        host.fork(500, 600);
        host.fork(500, 601);
        host.actAs(600);
        for (int number = 0; number < 30; number++) {
            host.read(document(number), host.text());
        }
        host.actAs(601);
        host.createWith("/home/ann/all.bin", host.behind('S', 'a', 'l', 't', 'e', 'd', '_', '_'));
        host.fork(500, 602);
        host.actAs(602);
        lock(path -> host.delete(path));
    }
}
