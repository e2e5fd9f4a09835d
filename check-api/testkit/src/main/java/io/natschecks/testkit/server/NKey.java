// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/** An Ed25519 key pair in the notation of NATS. */
final class NKey {

  /** Who a key belongs to; it decides the first letter of the public key. */
  enum Owner {
    OPERATOR(14),
    ACCOUNT(0),
    USER(20);

    /** Position of the letter in the Base32 alphabet. */
    private final int letter;

    Owner(int letter) {
      this.letter = letter;
    }

    private int prefix() {
      return letter << 3;
    }
  }

  private static final int SEED_PREFIX = 18 << 3;
  private static final int KEY_BYTES = 32;
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final KeyPair pair;
  private final Owner owner;

  private NKey(Owner owner, KeyPair pair) {
    this.owner = owner;
    this.pair = pair;
  }

  static NKey create(Owner owner) {
    try {
      return new NKey(owner, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no Ed25519", e);
    }
  }

  String publicKey() {
    // The key is the end of its X.509 form.
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    return checksummed(
        ByteBuffer.allocate(KEY_BYTES + 1).put((byte) owner.prefix()).put(key).array());
  }

  String seed() {
    byte[] key = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    // Two prefixes of five bits each: that it is a seed, and whose.
    int prefixes = (SEED_PREFIX << 8) | (owner.prefix() << 3);
    return checksummed(
        ByteBuffer.allocate(KEY_BYTES + 2).putShort((short) prefixes).put(key).array());
  }

  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String checksummed(byte[] content) {
    byte[] whole = Arrays.copyOf(content, content.length + 2);
    int sum = crc16(content);
    whole[content.length] = (byte) sum;
    whole[content.length + 1] = (byte) (sum >> 8);
    return base32(whole);
  }

  private static int crc16(byte[] content) {
    int crc = 0;
    for (byte each : content) {
      crc ^= (each & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
    }
    return crc & 0xffff;
  }

  static String base32(byte[] content) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : content) {
      buffer = (buffer << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt((buffer << (5 - bits)) & 31)).toString();
  }
}
