dependencyResolutionManagement {
    versionCatalogs {
        create("libs") {
            library("whole", "⟦maven|com.acme:whole|1.0⟧:1.0")
            library("apart", "com.acme", "⟦maven|apart||com.acme:apart⟧").version("1.0")
        }
    }
}
