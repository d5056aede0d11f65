// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.elastic.cli;

import io.sealwatch.elastic.asset.AssetSet;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class ContentVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "Sealwatch content " + AssetSet.contentVersion(),
            "for Elasticsearch " + AssetSet.minimumElasticsearch() + " and newer"
        };
    }
}
