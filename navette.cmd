@echo off
rem SPDX-License-Identifier: GPL-3.0-or-later
rem Runs Navette from a checkout; builds it first where that is needed. Not tried on Windows yet.
setlocal
set "here=%~dp0"
set "built=%here%client-app\target\lib"
if "%JAVA_HOME%"=="" (set "java=java") else (set "java=%JAVA_HOME%\bin\java")
if not exist "%built%" (
  echo Building Navette... 1>&2
  pushd "%here%"
  call mvnw.cmd --quiet --batch-mode -pl client-app -am -DskipTests package 1>&2 || exit /b 1
  popd
)
"%java%" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:+UseCompactObjectHeaders "-Dnavette.launcher=%here%navette.cmd" --module-path "%here%client-app\target\javafx" --add-modules javafx.controls --enable-native-access=javafx.graphics -cp "%here%client-app\target\*;%built%\*" org.navette.app.Navette %*
exit /b %ERRORLEVEL%
