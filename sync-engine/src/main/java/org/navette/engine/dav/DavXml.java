// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Exclusive;
import com.github.sardine.model.Getcontentlength;
import com.github.sardine.model.Getetag;
import com.github.sardine.model.Getlastmodified;
import com.github.sardine.model.Lockinfo;
import com.github.sardine.model.Lockscope;
import com.github.sardine.model.Locktype;
import com.github.sardine.model.Prop;
import com.github.sardine.model.Propfind;
import com.github.sardine.model.Resourcetype;
import com.github.sardine.model.Response;
import com.github.sardine.model.Write;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayOutputStream;

/** Sardine's vocabulary, turned into and out of XML. */
final class DavXml {
    private static final JAXBContext CONTEXT = context();

    /** Exactly the properties that are used: half the bytes and a quarter of the time of allprop (observed). */
    static final byte[] PROPFIND = propfind();

    static final byte[] LOCKINFO = lockinfo();

    private DavXml() {}

    private static JAXBContext context() {
        try {
            return JAXBContext.newInstance(Propfind.class, Response.class, Lockinfo.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the WebDAV vocabulary is missing from the program", e);
        }
    }

    static Unmarshaller unmarshaller() throws JAXBException {
        return CONTEXT.createUnmarshaller();
    }

    private static byte[] propfind() {
        Prop prop = new Prop();
        prop.setResourcetype(new Resourcetype());
        prop.setGetetag(new Getetag());
        prop.setGetlastmodified(new Getlastmodified());
        prop.setGetcontentlength(new Getcontentlength());
        Propfind propfind = new Propfind();
        propfind.setProp(prop);
        return bytes(propfind);
    }

    private static byte[] lockinfo() {
        Lockscope scope = new Lockscope();
        scope.setExclusive(new Exclusive());
        Locktype type = new Locktype();
        type.setWrite(new Write());
        Lockinfo lockinfo = new Lockinfo();
        lockinfo.setLockscope(scope);
        lockinfo.setLocktype(type);
        return bytes(lockinfo);
    }

    private static byte[] bytes(Object element) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CONTEXT.createMarshaller().marshal(element, out);
            return out.toByteArray();
        } catch (JAXBException e) {
            throw new IllegalStateException("a request of our own cannot be written", e);
        }
    }
}
