// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.ActivationToken;
import io.natschecks.api.snapshot.Limit;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AccountDecoderTest {

  private static String jwt(String claims) {
    byte[] text = claims.replace('\'', '"').getBytes(UTF_8);
    return "eyJ0eXAiOiJKV1QifQ."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(text)
        + ".sig";
  }

  private static AccountDecoder.Detail detail(String rest) {
    String text = "{'account_detail':{'account_name':'A','complete':true," + rest + "}}";
    return new AccountDecoder(Texts.json(text), "ID1").detail();
  }

  @Test
  void takesAbsentLimitsForZero() {
    var claims =
        detail("'decoded_jwt':{'sub':'A','iat':1795232526,'nats':{'limits':{'conn':-1,'subs':5}}}")
            .claims();
    assertThat(claims.connections().isUnlimited()).isTrue();
    assertThat(claims.subscriptions()).isEqualTo(Limit.of(5));
    assertThat(claims.leafNodes()).isEqualTo(Limit.of(0));
    assertThat(claims.expires()).isNull();
  }

  @Test
  void readsTheTokenWhereTheServerDidNotDecodeIt() {
    String token =
        jwt(
            "{'sub':'A','name':'ACME','iat':1795232526,'exp':1795232527,"
                + "'nats':{'signing_keys':['KB',{'kind':'user_scope','key':'KA'}],"
                + "'limits':{'tiered_limits':{'R1':{}}}}}");
    var claims = detail("'jwt':'" + token + "'").claims();
    assertThat(claims.name()).isEqualTo("ACME");
    assertThat(claims.expires()).isEqualTo(Instant.ofEpochSecond(1795232527));
    assertThat(claims.signingKeys()).containsExactly("KA", "KB");
    assertThat(claims.tiered()).isTrue();
    assertThat(claims.size()).isEqualTo(token.length());
  }

  @Test
  void takesGarbageForNoClaims() {
    assertThat(detail("'jwt':'[redacted]'").claims()).isNull();
    assertThat(detail("'jwt':'a.b.c'").claims()).isNull();
    assertThat(detail("'jwt':'" + jwt("{'sub':7}") + "'").claims()).isNull();
    assertThat(detail("'decoded_jwt':'x'").claims()).isNull();
  }

  @Test
  void readsActivationTokensWithoutKeepingThem() {
    String token = jwt("{'iss':'K','exp':1795232527,'nats':{'issuer_account':'B'}}");
    var claims =
        detail(
                "'decoded_jwt':{'sub':'A','iat':1,'nats':{'imports':["
                    + "{'subject':'x','account':'B','type':'stream','token':'"
                    + token
                    + "'},"
                    + "{'subject':'y','account':'B','type':'stream','token':'file:///t'}]}}")
            .claims();
    assertThat(claims.imports())
        .extracting(AccountImport::token)
        .containsExactly(
            new ActivationToken(true, "K", "B", Instant.ofEpochSecond(1795232527)),
            new ActivationToken(false, null, null, null));
    assertThat(claims.toString()).doesNotContain(token);
  }

  @Test
  void readsBothFormsOfImports() {
    var view =
        detail(
                "'imports':[{'subject':'prices.quote','account':'B','to':'shop.api.quote','type':'service'},"
                    + "{'subject':'shop.api.quote','account':'C','to':'prices.quote',"
                    + "'local_subject':'prices.quote','type':'service','invalid':true},"
                    + "{'subject':'p.>','account':'C','local_subject':'p.>','type':'stream'}]")
            .view();
    assertThat(view.imports())
        .containsExactly(
            new AccountImport("shop.api.quote", "B", "service", "prices.quote", false, null),
            new AccountImport("shop.api.quote", "C", "service", "prices.quote", true, null),
            new AccountImport("p.>", "C", "stream", null, false, null));
  }
}
