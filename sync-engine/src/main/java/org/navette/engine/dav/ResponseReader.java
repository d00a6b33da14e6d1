// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Activelock;
import com.github.sardine.model.Collection;
import com.github.sardine.model.Getcontentlength;
import com.github.sardine.model.Getetag;
import com.github.sardine.model.Getlastmodified;
import com.github.sardine.model.Lockdiscovery;
import com.github.sardine.model.Owner;
import com.github.sardine.model.Prop;
import com.github.sardine.model.Propstat;
import com.github.sardine.model.QuotaAvailableBytes;
import com.github.sardine.model.QuotaUsedBytes;
import com.github.sardine.model.Resourcetype;
import com.github.sardine.model.Response;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads {@code response} elements (RFC 4918 §14.24) into Sardine's model, as far as Navette asks for what is in them. By hand,
 * since binding took more than half of the time of a large listing, and 0.3 s at every start (docs/benchmarks.md).
 */
final class ResponseReader {
    private final XMLStreamReader xml;
    private @Nullable Document others;

    ResponseReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** From the element's start, where the reader is, to its end, where it is then. */
    Response read() throws XMLStreamException {
        Response response = new Response();
        while (nextChild()) {
            switch (davName()) {
                case "href" -> response.getHref().add(text());
                case "propstat" -> response.getPropstat().add(propstat());
                case "status" -> response.setStatus(text());
                default -> skip();
            }
        }
        return response;
    }

    private Propstat propstat() throws XMLStreamException {
        Propstat propstat = new Propstat();
        while (nextChild()) {
            switch (davName()) {
                case "prop" -> propstat.setProp(prop());
                case "status" -> propstat.setStatus(text());
                default -> skip();
            }
        }
        return propstat;
    }

    private Prop prop() throws XMLStreamException {
        Prop prop = new Prop();
        while (nextChild()) {
            switch (davName()) {
                case "resourcetype" -> prop.setResourcetype(resourcetype());
                case "getetag" -> {
                    prop.setGetetag(new Getetag());
                    prop.getGetetag().getContent().add(text());
                }
                case "getlastmodified" -> {
                    prop.setGetlastmodified(new Getlastmodified());
                    prop.getGetlastmodified().getContent().add(text());
                }
                case "getcontentlength" -> {
                    prop.setGetcontentlength(new Getcontentlength());
                    prop.getGetcontentlength().getContent().add(text());
                }
                case "quota-available-bytes" -> {
                    prop.setQuotaAvailableBytes(new QuotaAvailableBytes());
                    prop.getQuotaAvailableBytes().getContent().add(text());
                }
                case "quota-used-bytes" -> {
                    prop.setQuotaUsedBytes(new QuotaUsedBytes());
                    prop.getQuotaUsedBytes().getContent().add(text());
                }
                case "lockdiscovery" -> prop.setLockdiscovery(lockdiscovery());
                case "" -> prop.getAny().add(other());
                default -> skip();
            }
        }
        return prop;
    }

    private Resourcetype resourcetype() throws XMLStreamException {
        Resourcetype type = new Resourcetype();
        while (nextChild()) {
            if (davName().equals("collection")) {
                type.setCollection(new Collection());
            }
            skip();
        }
        return type;
    }

    private Lockdiscovery lockdiscovery() throws XMLStreamException {
        Lockdiscovery locks = new Lockdiscovery();
        while (nextChild()) {
            if (davName().equals("activelock")) {
                locks.getActivelock().add(activelock());
            } else {
                skip();
            }
        }
        return locks;
    }

    private Activelock activelock() throws XMLStreamException {
        Activelock lock = new Activelock();
        while (nextChild()) {
            if (davName().equals("owner")) {
                lock.setOwner(new Owner());
                lock.getOwner().getContent().add(text());
            } else {
                skip();
            }
        }
        return lock;
    }

    /** A property that is not WebDAV's own. */
    private Element other() throws XMLStreamException {
        if (others == null) {
            others = document();
        }
        String namespace = xml.getNamespaceURI();
        Element element = others.createElementNS(namespace == null ? "" : namespace, xml.getLocalName());
        element.setTextContent(text());
        return element;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("XML is missing from this Java", e);
        }
    }

    /** The local name of an element of WebDAV's own; empty for any other. */
    private String davName() {
        return Multistatus.DAV.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "";
    }

    /** To the next element in the one that was begun last; false at that one's end. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            requireNoEntity(event);
        }
    }

    private void skip() throws XMLStreamException {
        text();
    }

    /** All text in the element that was begun last, to whose end the reader goes. */
    private String text() throws XMLStreamException {
        String first = "";
        StringBuilder all = null;
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (first.isEmpty()) {
                        first = xml.getText();
                    } else {
                        all = all == null ? new StringBuilder(first) : all;
                        all.append(xml.getText());
                    }
                }
                default -> requireNoEntity(event);
            }
        }
        return all == null ? first : all.toString();
    }

    private static void requireNoEntity(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("an entity of its own");
        }
    }
}
