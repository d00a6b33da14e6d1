#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A desktop with nothing but a panel that shows icons, on a display of its own. Prints where it is once it is there, then
# obeys one order a line: "shot FILE", "click X Y", "key NAME". Ends with its input. Needs a HOME of its own, and there
# XDG_CONFIG_HOME, both from before the session's bus began.
set -e
place=$HOME
channels="$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml"
mkdir -p "$channels"
cat >"$channels/xfce4-panel.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="48"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="icon-size" type="uint" value="32"/>
    </property>
  </property>
</channel>
XML
xfce4-panel --disable-wm-check >"$place/panel.log" 2>&1 &
panel=$!
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.NameHasOwner string:org.kde.StatusNotifierWatcher | grep -q true; do sleep 0.1; done
echo "DISPLAY=$DISPLAY"
echo "XAUTHORITY=$XAUTHORITY"
echo "DBUS_SESSION_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS"
while read -r order first second; do
  case $order in
    shot) scrot --overwrite "$first" ;;
    click) xdotool mousemove "$first" "$second" click 1 ;;
    key) xdotool key "$first" ;;
  esac
  echo done
done
kill "$panel"
